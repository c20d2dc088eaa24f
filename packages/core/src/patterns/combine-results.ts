import type { AgentResult, Attempt, Billing, CostBasis } from '../contract/index.ts'

const MICRO_USD = 1_000_000

/**
 * Makes one result of two runs of the same task: the later one's answer, and the attempts, tokens and costs of both.
 *
 * An attempt of which something is not measured makes the sum unknown; one that was never spawned, or that measured 0
 * tokens, adds nothing.
 *
 * @param earlier `null` when there was none.
 */
export function combineResults(earlier: AgentResult | null, last: AgentResult): AgentResult {
  if (earlier === null) return last
  const attempts = [...earlier.attempts, ...last.attempts]
  const spawned = attempts.filter(({ pid }) => pid !== null)
  const cost = sumOrNull(spawned.map(({ cost, tokensUsed }) => (tokensUsed === 0 ? 0 : cost)))
  return {
    ...last,
    attempts,
    startedAt: earlier.startedAt,
    durationMs: durationOf(earlier, last),
    usage: spawned.flatMap(({ usage }) => usage),
    tokensUsed: sumOrNull(spawned.map(({ tokensUsed }) => tokensUsed)),
    cost,
    costBasis: cost === null ? 'unknown' : weakestBasis(spawned),
    billing: commonBilling(spawned),
    fileChanges: [...earlier.fileChanges, ...last.fileChanges],
    verifications: [...earlier.verifications, ...last.verifications],
    warnings: [...new Set([...earlier.warnings, ...last.warnings])],
  }
}

/** Exact, since micro-dollars are whole and tokens are anyway; `null` when one is unknown, or there are none. */
function sumOrNull(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  if (known.length === 0 || known.length < values.length) return null
  return known.reduce((sum, value) => sum + Math.round(value * MICRO_USD), 0) / MICRO_USD
}

/** With the wait between the runs. A clock that was set back meanwhile must not make it shorter than the runs. */
function durationOf(earlier: AgentResult, last: AgentResult): number {
  const betweenMs = Date.parse(last.startedAt) - Date.parse(earlier.startedAt)
  return Math.max(betweenMs, earlier.durationMs) + last.durationMs
}

function weakestBasis(attempts: readonly Attempt[]): CostBasis {
  const isEstimated = attempts.some(({ costBasis }) => costBasis === 'estimated')
  return isEstimated ? 'estimated' : 'reported'
}

function commonBilling(attempts: readonly Attempt[]): Billing {
  const [first, ...others] = new Set(attempts.map(({ billing }) => billing))
  return first !== undefined && others.length === 0 ? first : 'unknown'
}
