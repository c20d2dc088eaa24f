import type { ModelOutcome } from '../select/index.ts'
import type { TaskDelegations } from '../store/index.ts'

const FIELDS = [
  ...(['provider', 'model', 'taskType', 'rating', 'verdict'] as const),
  ...(['cost', 'completedAt', 'createdAt'] as const),
] as const

/**
 * How the tasks of a project went, by what a person said or else a check found out. That a run was completed says
 * nothing: its agent thought so.
 */
export function ownOutcomes(delegations: Pick<TaskDelegations, 'select'>): readonly ModelOutcome[] {
  const rated = delegations.select(FIELDS, { rating: { not: null } })
  const checked = delegations.select(FIELDS, { rating: null, verdict: { not: null } })
  return [...rated, ...checked].flatMap(({ provider, model, ...record }) => {
    if (provider === null || model === null) return []
    const { taskType, rating, verdict, cost, completedAt, createdAt } = record
    const isAccepted = rating === null ? verdict === 'passed' : rating === 'accepted'
    const at = completedAt ?? createdAt
    return [{ provider, model, taskType, complexity: null, isAccepted, costUsd: cost, at }]
  })
}
