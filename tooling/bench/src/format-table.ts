import type { Row } from './row.ts'

/** The rows as a table for people. */
export function formatTable(rows: readonly Row[]): string {
  const cells = rows.map((row) => [
    verdict(row),
    row.name,
    row.ratio === null ? '–' : `${row.ratio.toFixed(2)}×`,
    describeLimit(row.limit),
    row.against,
    row.detail,
  ])
  const table = [['', 'what', 'ratio', 'limit', 'against', 'medians'], ...cells]
  const widths = table[0]?.map((_, column) =>
    Math.max(...table.map((line) => (line[column] ?? '').length)),
  )
  const lines = table.map((line) => line.map((cell, index) => cell.padEnd(widths?.[index] ?? 0)))
  return `${lines.map((line) => line.join('  ').trimEnd()).join('\n')}\n`
}

function verdict({ ok }: Row): string {
  if (ok === null) return 'info'
  return ok ? 'ok' : 'MISS'
}

function describeLimit(limit: Row['limit']): string {
  if (limit === null) return ''
  return 'atMost' in limit ? `≤ ${limit.atMost}` : `≥ ${limit.atLeast}`
}
