import type { ModelUsage } from '@htmlgraph/core/provider'
import { type JsonObject, readAmount, readObject } from './read-json.ts'

type Rows = readonly ModelUsage[]

/**
 * Adds what one `result` line reports to the rows of the results before it.
 *
 * `model_usage_since_last_result` counts this run alone, subagents included, and prices it. `modelUsage` and
 * `total_cost_usd` go on counting over a resumed session, and `assistant` lines repeat theirs: neither is read.
 * Where it is empty, `usage` may still have tokens (after a 529 in mid-answer), without subagents or a price.
 */
export function addUsage(rows: Rows, result: JsonObject, model: string | null): Rows {
  const models = Object.entries(readObject(result.model_usage_since_last_result))
  if (models.length > 0) {
    return models.reduce((sum, [name, row]) => addRow(sum, pricedRow(name, readObject(row))), rows)
  }
  const row = bareRow(model, readObject(result.usage))
  return isMeasured(row, result, rows) ? addRow(rows, row) : rows
}

/** All zero is a count only where the API refused: it is all zero as well when the budget ended a run that had cost. */
function isMeasured(row: ModelUsage, result: JsonObject, rows: Rows): boolean {
  if (row.inputTokens === null) return false
  const isEmpty =
    !row.inputTokens && !row.cachedInputTokens && !row.cacheWriteTokens && !row.outputTokens
  return !isEmpty || (rows.length === 0 && result.terminal_reason === 'api_error')
}

function pricedRow(model: string, row: JsonObject): ModelUsage {
  const costUsd = readAmount(row.costUSD)
  // A model that Claude Code does not know it prices as if it were Opus, and then says so.
  const isPriced = typeof row.costBasis === 'string' && row.costBasis !== 'unknown'
  return {
    model,
    inputTokens: readAmount(row.inputTokens),
    cachedInputTokens: readAmount(row.cacheReadInputTokens),
    ...readWrites(
      row.cacheCreationInputTokens,
      row.cacheCreationEphemeral5mInputTokens,
      row.cacheCreationEphemeral1hInputTokens,
    ),
    outputTokens: readAmount(row.outputTokens),
    reasoningTokens: readAmount(row.thinkingTokens),
    costMicroUsd: isPriced && costUsd !== null ? Math.round(costUsd * 1_000_000) : null,
  }
}

function bareRow(model: string | null, usage: JsonObject): ModelUsage {
  const split = readObject(usage.cache_creation)
  return {
    model,
    inputTokens: readAmount(usage.input_tokens),
    cachedInputTokens: readAmount(usage.cache_read_input_tokens),
    ...readWrites(
      usage.cache_creation_input_tokens,
      split.ephemeral_5m_input_tokens,
      split.ephemeral_1h_input_tokens,
    ),
    outputTokens: readAmount(usage.output_tokens),
    reasoningTokens: readAmount(readObject(usage.output_tokens_details).thinking_tokens),
    costMicroUsd: null,
  }
}

/** An API that does not split what was written leaves both parts 0: then the long one is not measured. */
function readWrites(
  all: unknown,
  short: unknown,
  long: unknown,
): Pick<ModelUsage, 'cacheWriteTokens' | 'cacheWriteLongTokens'> {
  const written = readAmount(all)
  const kept = readAmount(long)
  const isSplit = kept !== null && kept + (readAmount(short) ?? 0) === written
  return { cacheWriteTokens: written, cacheWriteLongTokens: isSplit ? kept : null }
}

function addRow(rows: Rows, added: ModelUsage): Rows {
  const before = rows.find((row) => row.model === added.model)
  if (before === undefined) return [...rows, added]
  const sum = Object.entries(before).map(([key, value]) => {
    const other = added[key as keyof ModelUsage]
    if (key === 'model') return [key, value]
    // Half a measurement is none.
    return [key, typeof value === 'number' && typeof other === 'number' ? value + other : null]
  })
  return rows.map((row) => (row === before ? (Object.fromEntries(sum) as ModelUsage) : row))
}
