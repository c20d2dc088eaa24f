/** What a model's tokens cost: US dollars per million tokens, in one span of time. */
export interface ModelRates {
  /** The id that is priced, exactly as CLIs report it. */
  readonly model: string
  readonly input: number
  readonly output: number
  /** Prompt tokens read from a cache; `null` where the source names no price. */
  readonly cachedInput: number | null
  /** Prompt tokens written to a cache; `null` where the source names no price. */
  readonly cacheWrite: number | null
  /** Those kept for one hour; `null` where the source names no price. */
  readonly cacheWriteLong: number | null
  /** Requests whose prompt is longer than so many tokens cost more; `null` when none do. */
  readonly longContextAbove: number | null
  /** Where the figures are from. */
  readonly source: string
}

/** A price book: what a plugin with `pricing` brings. Core does the arithmetic, so that all books count alike. */
export interface Pricing {
  /** Names the data, so that an estimate can be made again: `2026-11`. */
  readonly version: string
  /** The rates of this very id at a time; `null` when they are not known. Never those of a similar one. */
  findRates(model: string, at: Date): ModelRates | null
}
