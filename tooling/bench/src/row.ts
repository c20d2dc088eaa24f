/** One figure. A ratio is taken inside one run, between two things that took turns. */
export interface Row {
  readonly name: string
  /** What it is compared with. */
  readonly against: string
  /** Median over all pairs; `null` when it could not be measured. */
  readonly ratio: number | null
  /** `null` when the row only informs. */
  readonly limit: { readonly atLeast: number } | { readonly atMost: number } | null
  /** Whether the limit holds; `null` when there is none. */
  readonly ok: boolean | null
  /** The figures behind the ratio, for people; absolutes hold for this machine only. */
  readonly detail: string
}

/** A row whose `ok` follows from its ratio; what could not be measured does not hold its limit. */
export function createRow(init: Omit<Row, 'ok'>): Row {
  return { ...init, ok: init.limit === null ? null : holds(init.ratio, init.limit) }
}

function holds(ratio: number | null, limit: NonNullable<Row['limit']>): boolean {
  if (ratio === null) return false
  return 'atMost' in limit ? ratio <= limit.atMost : ratio >= limit.atLeast
}
