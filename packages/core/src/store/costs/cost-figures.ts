import type { DelegationRecord } from '../record/delegation-record.ts'

/** What is looked at of a delegation. */
export type CostRow = Pick<
  DelegationRecord,
  | 'model'
  | 'agent'
  | 'provider'
  | 'taskType'
  | 'status'
  | 'errorKind'
  | 'createdAt'
  | 'startedAt'
  | 'tokensUsed'
  | 'cost'
  | 'costBasis'
>

/** Sums over delegations that ran. What is not known is counted, and never taken for 0. */
export interface CostFigures {
  readonly delegations: number
  /** US dollars of those whose cost is known, exact to the micro-dollar. */
  readonly usd: number
  /** The part of `usd` that a price book estimated. */
  readonly estimatedUsd: number
  /** How many have no known cost. */
  readonly unmeasured: number
  /** US dollars of the average delegation whose cost is known; `null` when none is. */
  readonly averageUsd: number | null
  /** Of those that counted them. */
  readonly tokens: number
  /** How many did not count their tokens. */
  readonly unmeasuredTokens: number
  readonly completed: number
  readonly failed: number
  /** US dollars for each delegation that was completed, failures paid for; `null` when none was, or a cost is unknown. */
  readonly usdPerCompleted: number | null
}

const MICRO_USD = 1_000_000

/** The figures of some rows. */
export function figuresOf(rows: readonly CostRow[]): CostFigures {
  let [micro, estimated, measured, tokens, counted, completed, failed] = [0, 0, 0, 0, 0, 0, 0]
  for (const { cost, costBasis, tokensUsed, status } of rows) {
    if (cost !== null) {
      const own = Math.round(cost * MICRO_USD)
      micro += own
      if (costBasis === 'estimated') estimated += own
      measured += 1
    }
    if (tokensUsed !== null) {
      tokens += tokensUsed
      counted += 1
    }
    if (status === 'completed') completed += 1
    if (status === 'failed') failed += 1
  }
  const isKnown = measured === rows.length && completed > 0
  return {
    delegations: rows.length,
    usd: micro / MICRO_USD,
    estimatedUsd: estimated / MICRO_USD,
    unmeasured: rows.length - measured,
    averageUsd: measured === 0 ? null : Math.round(micro / measured) / MICRO_USD,
    tokens,
    unmeasuredTokens: rows.length - counted,
    completed,
    failed,
    usdPerCompleted: isKnown ? Math.round(micro / completed) / MICRO_USD : null,
  }
}
