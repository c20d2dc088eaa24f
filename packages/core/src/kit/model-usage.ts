import { createModelUsage, type ModelUsage } from '../contract/index.ts'
import { type JsonObject, readAmount, readPath } from './read-json.ts'

const MICRO_USD = 1_000_000

type Bucket = Exclude<keyof ModelUsage, 'model' | 'costMicroUsd' | 'priceVersion'>

/**
 * Where a CLI reports each bucket: a field, or a path of fields joined by dots.
 *
 * `promptTokens` is all input, with what a cache took or gave: what is left without these is `inputTokens`.
 * `costUsd` is the cost in US dollars. With `cacheWriteShortTokens` the CLI splits what was written to a cache: then
 * `cacheWriteLongTokens` counts only where both parts add up, since an API that does not split leaves them 0.
 */
export type UsageFields = Readonly<
  Partial<Record<Bucket | 'promptTokens' | 'cacheWriteShortTokens' | 'costUsd', string>>
>

/** The buckets of one model as a CLI reports them. What it does not tell of stays `null`. */
export function readModelUsage(
  model: string | null,
  row: JsonObject,
  fields: UsageFields,
): ModelUsage {
  const { costUsd, promptTokens, cacheWriteShortTokens, ...rest } = fields
  const read = (path: string | undefined): number | null =>
    path === undefined ? null : readAmount(readPath(row, path))
  const buckets = Object.entries(rest).map(([bucket, path]) => [bucket, read(path)])
  const costMicroUsd = toMicroUsd(read(costUsd))
  const told = createModelUsage({ ...Object.fromEntries(buckets), model, costMicroUsd })
  const prompt = read(promptTokens)
  const usage = prompt === null ? told : withoutCached({ ...told, inputTokens: prompt })
  if (cacheWriteShortTokens === undefined || usage.cacheWriteLongTokens === null) return usage
  const written = usage.cacheWriteLongTokens + (read(cacheWriteShortTokens) ?? 0)
  return written === usage.cacheWriteTokens ? usage : { ...usage, cacheWriteLongTokens: null }
}

/** US dollars in whole micro-dollars; `null` stays `null`. */
export function toMicroUsd(usd: number | null): number | null {
  return usd === null ? null : Math.round(usd * MICRO_USD)
}

/** Takes parts out of a count that has them in it; `null` where that cannot be, as the parts are more than the whole. */
export function withoutParts(
  whole: number | null,
  ...parts: readonly (number | null)[]
): number | null {
  if (whole === null) return null
  const rest = parts.reduce<number>((left, part) => left - (part ?? 0), whole)
  return rest < 0 ? null : rest
}

/** Counts the input without what came from a cache or went into one, for a CLI that counts both as input. */
export function withoutCached(usage: ModelUsage): ModelUsage {
  const { inputTokens, cachedInputTokens, cacheWriteTokens } = usage
  return { ...usage, inputTokens: withoutParts(inputTokens, cachedInputTokens, cacheWriteTokens) }
}

/** Adds a row to those of the same run: rows of one model become one, in which half a measurement is none. */
export function addModelUsage(
  rows: readonly ModelUsage[],
  added: ModelUsage,
): readonly ModelUsage[] {
  const before = rows.find((row) => row.model === added.model)
  if (before === undefined) return [...rows, added]
  const sum = add(before, added)
  return rows.map((row) => (row === before ? sum : row))
}

function add(one: ModelUsage, other: ModelUsage): ModelUsage {
  const sums = Object.entries(one).map(([key, value]) => {
    const opposite = other[key as keyof ModelUsage]
    const isMeasured = typeof value === 'number' && typeof opposite === 'number'
    return [key, isMeasured ? value + opposite : null]
  })
  return createModelUsage({ ...Object.fromEntries(sums), model: one.model })
}
