import {
  addModelUsage,
  type JsonObject,
  type ModelUsage,
  readAmount,
  readModelUsage,
  readObject,
  readPath,
  toMicroUsd,
} from '@htmlgraph/core/provider'

type Rows = readonly ModelUsage[]

/** Where a row of `model_usage_since_last_result` has its buckets, and where `usage` has them. */
const PRICED = {
  inputTokens: 'inputTokens',
  cachedInputTokens: 'cacheReadInputTokens',
  cacheWriteTokens: 'cacheCreationInputTokens',
  cacheWriteLongTokens: 'cacheCreationEphemeral1hInputTokens',
  outputTokens: 'outputTokens',
  reasoningTokens: 'thinkingTokens',
}
const BARE = {
  inputTokens: 'input_tokens',
  cachedInputTokens: 'cache_read_input_tokens',
  cacheWriteTokens: 'cache_creation_input_tokens',
  cacheWriteLongTokens: 'cache_creation.ephemeral_1h_input_tokens',
  outputTokens: 'output_tokens',
  reasoningTokens: 'output_tokens_details.thinking_tokens',
}
const SHORT = ['cacheCreationEphemeral5mInputTokens', 'cache_creation.ephemeral_5m_input_tokens']

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
    return models.map(([name, row]) => readRow(name, readObject(row))).reduce(addModelUsage, rows)
  }
  const row = readRow(model, readObject(result.usage), BARE)
  return isMeasured(row, result, rows) ? addModelUsage(rows, row) : rows
}

/** All zero is a count only where the API refused: it is all zero as well when the budget ended a run that had cost. */
function isMeasured(row: ModelUsage, result: JsonObject, rows: Rows): boolean {
  if (row.inputTokens === null) return false
  const isEmpty =
    !row.inputTokens && !row.cachedInputTokens && !row.cacheWriteTokens && !row.outputTokens
  return !isEmpty || (rows.length === 0 && result.terminal_reason === 'api_error')
}

function readRow(model: string | null, row: JsonObject, fields = PRICED): ModelUsage {
  const usage = readModelUsage(model, row, fields)
  const { cacheWriteTokens, cacheWriteLongTokens: long } = usage
  // An API that does not split what was written leaves both parts 0: then the long one is not measured.
  const short = SHORT.map((path) => readAmount(readPath(row, path))).find((count) => count !== null)
  const isSplit = long !== null && long + (short ?? 0) === cacheWriteTokens
  // A model that Claude Code does not know it prices as if it were Opus, and then says so.
  const isPriced = typeof row.costBasis === 'string' && row.costBasis !== 'unknown'
  const costMicroUsd = isPriced ? toMicroUsd(readAmount(row.costUSD)) : null
  return { ...usage, cacheWriteLongTokens: isSplit ? long : null, costMicroUsd }
}
