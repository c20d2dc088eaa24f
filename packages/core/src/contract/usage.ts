/** Where a cost comes from: the CLI said it, a price book made it, or nobody knows. */
export type CostBasis = 'reported' | 'estimated' | 'unknown'

/** Who is billed: an API account by tokens, a flat subscription, or a credit balance. */
export type Billing = 'api' | 'subscription' | 'credits' | 'unknown'

/**
 * Tokens of one model in one run, in buckets that do not overlap.
 * `null` is "not measured", which is never the same as 0.
 */
export interface ModelUsage {
  /** The id the CLI reported; `null` when it reported none. */
  readonly model: string | null
  /** Prompt tokens that came from no cache. */
  readonly inputTokens: number | null
  /** Prompt tokens read from a cache. */
  readonly cachedInputTokens: number | null
  /** Prompt tokens written to a cache, of any lifetime. */
  readonly cacheWriteTokens: number | null
  /** The part of `cacheWriteTokens` kept for one hour, which costs more. */
  readonly cacheWriteLongTokens: number | null
  /** Everything billed as output, reasoning included. */
  readonly outputTokens: number | null
  /** The part of `outputTokens` that was reasoning. */
  readonly reasoningTokens: number | null
  /** Millionths of a US dollar, whole; `null` when neither the CLI nor a price book vouches for one. */
  readonly costMicroUsd: number | null
  /** The price book that made `costMicroUsd`; `null` when it is the CLI's own word, or not known. */
  readonly priceVersion: string | null
}

/** Completes what a CLI measured: every bucket it does not tell of is `null`. */
export function createModelUsage(measured: Partial<ModelUsage>): ModelUsage {
  return {
    model: null,
    inputTokens: null,
    cachedInputTokens: null,
    cacheWriteTokens: null,
    cacheWriteLongTokens: null,
    outputTokens: null,
    reasoningTokens: null,
    costMicroUsd: null,
    priceVersion: null,
    ...measured,
  }
}

const BUCKETS = ['inputTokens', 'cachedInputTokens', 'cacheWriteTokens', 'outputTokens'] as const

/** Adds numbers of which some may be unmeasured: `null` when all are, or when there are none. */
export function sumMeasured(values: readonly (number | null)[]): number | null {
  const measured = values.filter((value) => value !== null)
  return measured.length === 0 ? null : measured.reduce((sum, value) => sum + value, 0)
}

/** All tokens of a run, each counted once; `null` when nothing was measured. */
export function totalTokens(usage: readonly ModelUsage[]): number | null {
  return sumMeasured(usage.flatMap((row) => BUCKETS.map((bucket) => row[bucket])))
}

/** The cost of a run in whole micro-dollars; `null` as soon as one model's cost is unknown. */
export function totalCostMicroUsd(usage: readonly ModelUsage[]): number | null {
  const costs = usage.map((row) => row.costMicroUsd)
  return costs.includes(null) ? null : sumMeasured(costs)
}
