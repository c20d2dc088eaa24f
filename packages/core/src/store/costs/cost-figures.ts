import type { DelegationRecord } from '../record/delegation-record.ts'

/** Delegations of one status and basis, counted and added. */
export interface CostTally extends Pick<DelegationRecord, 'status' | 'costBasis'> {
  readonly count: number
  /** US dollars. */
  readonly usd: number
  /** How many have a cost. */
  readonly measured: number
  readonly tokens: number
  /** How many have counted their tokens. */
  readonly counted: number
}

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

/** The figures of some tallies. */
export function figuresOf(tallies: readonly CostTally[]): CostFigures {
  const sum = (pick: (tally: CostTally) => number): number =>
    tallies.reduce((total, tally) => total + pick(tally), 0)
  const micro = sum(({ usd }) => Math.round(usd * MICRO_USD))
  const estimated = sum(({ usd, costBasis }) =>
    costBasis === 'estimated' ? Math.round(usd * MICRO_USD) : 0,
  )
  const delegations = sum(({ count }) => count)
  const measured = sum((tally) => tally.measured)
  const completed = sum(({ status, count }) => (status === 'completed' ? count : 0))
  const isKnown = measured === delegations && completed > 0
  return {
    delegations,
    usd: micro / MICRO_USD,
    estimatedUsd: estimated / MICRO_USD,
    unmeasured: delegations - measured,
    averageUsd: measured === 0 ? null : Math.round(micro / measured) / MICRO_USD,
    tokens: sum(({ tokens }) => tokens),
    unmeasuredTokens: delegations - sum(({ counted }) => counted),
    completed,
    failed: sum(({ status, count }) => (status === 'failed' ? count : 0)),
    usdPerCompleted: isKnown ? Math.round(micro / completed) / MICRO_USD : null,
  }
}
