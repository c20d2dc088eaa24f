import type { PriceRow } from '@htmlgraph/provider-cost'
import { parse } from 'csv-parse/sync'

/** A row of the catalogue: all text, an empty one where the source says nothing. */
type CatalogRow = Readonly<Record<string, string>>

/** The rows of the price book: models that have a price, those whose price changes on a known day twice. */
export function readCatalog(csv: string): readonly PriceRow[] {
  const rows: CatalogRow[] = parse(csv, { columns: true })
  return rows.filter((row) => row.input !== '').flatMap(readRow)
}

/** One line a row, so that a change of a price is a line of a diff. */
export function formatPrices(rows: readonly PriceRow[]): string {
  return `[\n${rows.map((row) => `  ${JSON.stringify(row)}`).join(',\n')}\n]\n`
}

const DOUBLES = /price doubles (\d{4}-\d\d-\d\d)/

function readRow(row: CatalogRow): readonly PriceRow[] {
  const now = {
    model: row.id ?? '',
    input: Number(row.input),
    output: Number(row.output),
    ...optional('cachedInput', row.cache_read),
    ...optional('cacheWrite', row.cache_write_5m),
    ...optional('cacheWriteLong', row.cache_write_1h),
    ...optional('longContextAbove', row.long_ctx_above),
    source: row.source ?? '',
  }
  const day = DOUBLES.exec(row.note ?? '')?.[1]
  if (day === undefined) return [now]
  return [
    { ...now, validTo: day },
    { ...now, ...doubled(now), validFrom: day },
  ]
}

function doubled(row: PriceRow): Partial<PriceRow> {
  const { input, output, cachedInput } = row
  return {
    input: input * 2,
    output: output * 2,
    ...(cachedInput === undefined ? {} : { cachedInput: cachedInput * 2 }),
  }
}

function optional(name: keyof PriceRow, text: string | undefined): Partial<PriceRow> {
  // Models from before there were caches stand there with a price of 0: that is none.
  return Number(text) > 0 ? { [name]: Number(text) } : {}
}
