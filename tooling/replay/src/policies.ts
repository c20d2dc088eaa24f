import { BudgetMode, explainSelection, type ModelOutcome, type Registry } from '@htmlgraph/core'
import type { Instance } from './read-results.ts'

/** What a policy is told of a task: what the models made of it, as far as it may know. */
export type Knowledge = (instance: Instance, arm: string) => boolean

/** The arms to try on an instance, in order; a later one only when the check refuses the one before. */
export type Policy = (instance: Instance) => readonly string[]

const NOW = new Date('2026-01-01T00:00:00Z')

/** Selects as `selectModel` does, from what the instances it learns on have shown. All models begin as equals. */
export function createSelection(
  learnt: readonly Instance[],
  knows: Knowledge,
): (mode: BudgetMode) => Policy {
  const registry = registryOf(learnt)
  const outcomes = learnt.flatMap((instance) =>
    [...instance.results.values()].map(
      (result): ModelOutcome => ({
        ...{ provider: result.agent, model: result.model },
        taskType: nameOf(instance.taskType),
        complexity: nameOf(instance.complexity),
        isAccepted: knows(instance, result.arm),
        costUsd: result.costUsd,
        at: NOW.toISOString(),
      }),
    ),
  )
  const cache = new Map<string, readonly string[]>()
  return (budgetMode) =>
    ({ taskType, complexity }) => {
      const key = JSON.stringify([budgetMode, taskType, complexity])
      const known = cache.get(key)
      if (known !== undefined) return known
      const asked = { taskType, complexity, budgetMode, registry, outcomes, now: NOW }
      const ranked = explainSelection(asked).ranked.map(({ provider, id }) => `${provider} ${id}`)
      cache.set(key, ranked)
      return ranked
    }
}

/** The first that has a result: what a single choice comes to. */
export function firstOf(policy: Policy): Policy {
  return (instance) =>
    policy(instance)
      .filter((arm) => instance.results.has(arm))
      .slice(0, 1)
}

/** From the cheapest that is good enough to the best: the choices of the three budget modes, each once. */
export function cascadeOf(selection: (mode: BudgetMode) => Policy): Policy {
  const policies = Object.values(BudgetMode).map((mode) => firstOf(selection(mode)))
  return (instance) => [...new Set(policies.flatMap((policy) => policy(instance)))]
}

/** The cheapest that solves it; where none does, the cheapest. */
export function oracleOf(knows: Knowledge): Policy {
  return (instance) => {
    const results = [...instance.results.values()].sort((one, two) => one.costUsd - two.costUsd)
    const solved = results.find(({ arm }) => knows(instance, arm))
    return [(solved ?? results[0])?.arm ?? ''].filter((arm) => arm !== '')
  }
}

/** `CODE_GENERATION` is `code-generation` to the selection. */
function nameOf(constant: string): string {
  return constant.toLowerCase().replaceAll('_', '-')
}

/** Selection looks at ids and models of providers alone. */
function registryOf(instances: readonly Instance[]): Registry {
  const results = instances.flatMap((instance) => [...instance.results.values()])
  const agents = Map.groupBy(results, ({ agent }) => agent)
  const providers = [...agents].map(([id, members]) => {
    const models = [...new Set(members.map(({ model }) => model))].map((model) => ({
      ...{ id: model, class: 'balanced', contextWindow: null, status: 'active' },
    }))
    return [id, { id, models }] as const
  })
  const none = { plugins: [], middleware: [], pricing: null, problems: [] }
  return { ...none, providers: new Map(providers) } as unknown as Registry
}
