import { displayWidth, padWidth } from './display-width.ts'

/** A column of a table. */
export interface Column {
  readonly title: string
  /** @default 'left' */
  readonly align?: 'left' | 'right'
}

/** Lines of a table, the titles first. Cells may be coloured. */
export function formatTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): string[] {
  const titles = columns.map(({ title }) => title)
  const all = [titles, ...rows]
  const widths = columns.map((_column, index) =>
    Math.max(...all.map((row) => displayWidth(row[index] ?? ''))),
  )
  return all.map((row) =>
    columns
      .map(({ align = 'left' }, index) => padWidth(row[index] ?? '', widths[index] ?? 0, align))
      .join('  ')
      .trimEnd(),
  )
}
