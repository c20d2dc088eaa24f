import type { ModelRates, Pricing } from './pricing.ts'
import type { ModelUsage } from './usage.ts'

/** What a row of usage costs by a price book, or why nobody can tell. */
export interface UsagePrice {
  /** Whole millionths of a US dollar; `null` when it cannot be told. */
  readonly costMicroUsd: number | null
  /** Why there is no cost, or what makes it doubtful; `null` when nothing does. */
  readonly doubt: string | null
}

/** Rows with the costs that a price book could make, and what is to be said of them. */
export interface PricedUsage {
  readonly usage: readonly ModelUsage[]
  readonly warnings: readonly string[]
}

/** What a run tells of its usage. */
export interface MeasuredUsage {
  readonly usage: readonly ModelUsage[]
  /** The model that answered: prices the only row of a run when that names none. */
  readonly model: string | null
  readonly at: Date
}

/**
 * Prices the rows for which the CLI reported no cost. What it reported stays, and so does a row that nobody can price:
 * an unknown model, a bucket that is needed and was not measured.
 */
export function priceRun(pricing: Pricing | null, run: MeasuredUsage): PricedUsage {
  if (pricing === null) return { usage: run.usage, warnings: [] }
  const warnings: string[] = []
  const usage = run.usage.map((row) => {
    const model = row.model ?? (run.usage.length === 1 ? run.model : null)
    if (row.costMicroUsd !== null || model === null) return row
    const { costMicroUsd, doubt } = priceSafely(pricing, { ...row, model }, run.at)
    if (doubt !== null) warnings.push(`The cost of ${model} is ${nameOf(costMicroUsd)}: ${doubt}.`)
    return costMicroUsd === null ? row : { ...row, costMicroUsd, priceVersion: pricing.version }
  })
  return { usage, warnings }
}

/** A price book is foreign code: what it throws, or what makes no number, must not cost the result. */
function priceSafely(
  pricing: Pricing,
  row: ModelUsage & { readonly model: string },
  at: Date,
): UsagePrice {
  try {
    const rates = pricing.findRates(row.model, at)
    return rates === null ? { costMicroUsd: null, doubt: null } : priceUsage(row, rates)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return unknown(`the prices ${pricing.version} cannot be used: ${reason}`)
  }
}

function nameOf(cost: number | null): string {
  return cost === null ? 'not known' : 'an estimate that may be too low'
}

/** Rates have at most six decimals, so that a token costs a whole number of picodollars. */
const PICO_USD_PER_MICRO_USD = 1_000_000n

/**
 * Multiplies the buckets of one model with its rates, exactly, and rounds once.
 *
 * Reasoning is a part of the output and is not added again. The totals of a run span many requests, each of which has its
 * own prompt, so that the higher rates of long prompts cannot be applied to them: the base rates are, and it is said.
 */
export function priceUsage(usage: ModelUsage, rates: ModelRates): UsagePrice {
  const { inputTokens, outputTokens, cachedInputTokens, cacheWriteTokens } = usage
  const long = usage.cacheWriteLongTokens
  if (inputTokens === null || outputTokens === null) {
    return unknown('its input or output was not measured')
  }
  const short = (cacheWriteTokens ?? 0) - (long ?? 0)
  const parts: readonly (readonly [tokens: number, rate: number | null])[] = [
    [inputTokens, rates.input],
    [outputTokens, rates.output],
    [cachedInputTokens ?? 0, rates.cachedInput],
    [short, rates.cacheWrite],
    [long ?? 0, rates.cacheWriteLong],
  ]
  if (parts.some(([tokens]) => !Number.isSafeInteger(tokens) || tokens < 0)) {
    return unknown('its buckets of tokens contradict each other')
  }
  if (cachedInputTokens === null && rates.cachedInput !== null) {
    return unknown('what came from the cache was not measured')
  }
  if (cacheWriteTokens === null && rates.cacheWrite !== null) {
    return unknown('what was written to the cache was not measured')
  }
  if (parts.some(([tokens, rate]) => tokens > 0 && rate === null)) {
    return unknown(`${rates.source} names no price for one of its buckets`)
  }
  const pico = parts.reduce((sum, [tokens, rate]) => sum + picoUsd(tokens, rate ?? 0), 0n)
  const half = PICO_USD_PER_MICRO_USD / 2n
  return {
    costMicroUsd: Number((pico + half) / PICO_USD_PER_MICRO_USD),
    doubt: findDoubt(usage, rates),
  }
}

function picoUsd(tokens: number, usdPerMillion: number): bigint {
  return BigInt(tokens) * BigInt(Math.round(usdPerMillion * 1e6))
}

function findDoubt(usage: ModelUsage, rates: ModelRates): string | null {
  const { inputTokens, cachedInputTokens, cacheWriteTokens, cacheWriteLongTokens } = usage
  const prompt = (inputTokens ?? 0) + (cachedInputTokens ?? 0) + (cacheWriteTokens ?? 0)
  if (rates.longContextAbove !== null && prompt > rates.longContextAbove) {
    return `prompts of more than ${rates.longContextAbove} tokens cost more, and a run's total does not tell how long each was`
  }
  const isSplit = !cacheWriteTokens || cacheWriteLongTokens !== null
  return isSplit || rates.cacheWriteLong === null
    ? null
    : 'what is kept in the cache for one hour costs more, and it was not told apart'
}

function unknown(doubt: string): UsagePrice {
  return { costMicroUsd: null, doubt }
}
