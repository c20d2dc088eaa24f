import * as kit from '@htmlgraph/core/provider'
import fields from './stream.json' with { type: 'json' }

type Rows = readonly kit.ModelUsage[]

/**
 * Adds what one `result` line reports to the rows of the results before it.
 *
 * `model_usage_since_last_result` counts this run alone, subagents included, and prices it.
 * `modelUsage` and `total_cost_usd` go on counting over a resumed session, and `assistant` lines
 * repeat theirs: neither is read. Where it is empty, `usage` may still have tokens (after a 529 in
 * mid-answer), without subagents or a price.
 */
export function addUsage(rows: Rows, result: kit.JsonObject, model: string | null): Rows {
  const models = Object.entries(kit.readObject(result.model_usage_since_last_result))
  if (models.length > 0) return models.map(readPriced).reduce(kit.addModelUsage, rows)
  const row = kit.readModelUsage(model, kit.readObject(result.usage), fields.usage)
  // All zero is a count only where the API refused: so it is when the budget ended a run with cost.
  const isRefused = rows.length === 0 && result.terminal_reason === 'api_error'
  const isMeasured = row.inputTokens !== null && (kit.totalTokens([row]) !== 0 || isRefused)
  return isMeasured ? kit.addModelUsage(rows, row) : rows
}

function readPriced([model, value]: [string, unknown]): kit.ModelUsage {
  const row = kit.readObject(value)
  const usage = kit.readModelUsage(model, row, fields.modelUsage)
  // A model that Claude Code does not know it prices as if it were Opus, and then says so.
  const isPriced = typeof row.costBasis === 'string' && row.costBasis !== 'unknown'
  return isPriced ? usage : { ...usage, costMicroUsd: null }
}
