import type { ModelRates, Pricing } from '@htmlgraph/core/provider'
import { findRowProblem, type PriceRow } from './price-row.ts'

/** What a price book is made of. */
export interface PriceBookInit {
  /** Names the data: it stands in every record that was priced with it. */
  readonly version: string
  readonly rows: readonly PriceRow[]
}

/**
 * Makes a price book: exact ids, each with prices for spans of time that follow each other. Anything else has no price.
 *
 * @throws TypeError for a row that cannot be used, and for spans of one model that overlap or leave a gap.
 */
export function createPriceBook({ version, rows }: PriceBookInit): Pricing {
  if (typeof version !== 'string' || version === '') {
    throw new TypeError(`prices: version is ${JSON.stringify(version)}; expected a name`)
  }
  rows.forEach((row, index) => {
    const problem = findRowProblem(row)
    if (problem !== null) throw new TypeError(`prices: row ${index + 1}: ${problem}.`)
  })
  const byModel = new Map<string, PriceRow[]>()
  for (const row of rows) byModel.set(row.model, [...(byModel.get(row.model) ?? []), row])
  for (const [model, spans] of byModel) byModel.set(model, inOrder(model, spans))
  return Object.freeze({
    version,
    findRates: (model: string, at: Date): ModelRates | null => {
      const day = at.toISOString().slice(0, 10)
      const row = byModel.get(model)?.find((span) => isWithin(day, span))
      return row === undefined ? null : toRates(row)
    },
  })
}

function isWithin(day: string, { validFrom, validTo }: PriceRow): boolean {
  return (validFrom === undefined || validFrom <= day) && (validTo === undefined || day < validTo)
}

function inOrder(model: string, rows: readonly PriceRow[]): PriceRow[] {
  const spans = rows.toSorted((one, other) =>
    (one.validFrom ?? '') < (other.validFrom ?? '') ? -1 : 1,
  )
  spans.slice(1).forEach((span, index) => {
    const end = spans[index]?.validTo
    if (end !== undefined && end === span.validFrom) return
    const isOverlap = end === undefined || span.validFrom === undefined || span.validFrom < end
    const what = isOverlap ? 'overlap' : 'leave a gap'
    const days = `${end ?? 'never'} and ${span.validFrom ?? 'always'}`
    throw new TypeError(`prices: two rows of "${model}" ${what}: one ends ${days} begins the next.`)
  })
  return spans
}

function toRates(row: PriceRow): ModelRates {
  return {
    model: row.model,
    input: row.input,
    output: row.output,
    cachedInput: row.cachedInput ?? null,
    cacheWrite: row.cacheWrite ?? null,
    cacheWriteLong: row.cacheWriteLong ?? null,
    longContextAbove: row.longContextAbove ?? null,
    source: row.source,
  }
}
