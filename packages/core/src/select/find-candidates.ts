import type { ModelSpec, Provider } from '../contract/index.ts'
import { type Estimate, estimateCost, estimateQuality } from './estimate.ts'
import type { Selection } from './select-options.ts'

/** A model that could do the task. */
export interface Candidate {
  readonly provider: string
  readonly spec: ModelSpec
  /** The share of such tasks that it is expected to solve, 0 to 1. */
  readonly quality: Estimate
  /** US dollars that such a task is expected to cost. */
  readonly cost: Estimate
}

/** A model that was left out, and why. */
export interface ExcludedModel {
  readonly provider: string
  readonly model: string
  readonly reason: string
}

const SOON_DAYS = 30
const DAY_MS = 86_400_000

/** Every model of every provider: those that could do it, in the order of providers and models, and the others. */
export function findCandidates(selection: Selection): {
  readonly candidates: readonly Candidate[]
  readonly excluded: readonly ExcludedModel[]
} {
  const candidates: Candidate[] = []
  const excluded: ExcludedModel[] = []
  for (const provider of selection.registry.providers.values()) {
    for (const spec of provider.models) {
      const candidate = toCandidate(provider, spec, selection)
      const reason = whyNotProvider(provider, selection) ?? whyNotModel(candidate, selection)
      if (reason === null) candidates.push(candidate)
      else excluded.push({ provider: provider.id, model: spec.id, reason })
    }
  }
  return { candidates, excluded }
}

function toCandidate(provider: Provider, spec: ModelSpec, selection: Selection): Candidate {
  const peers = provider.models.filter((other) => other.class === spec.class && isActive(other))
  const { taskType, complexity } = selection
  const init = {
    ...selection,
    pricing: selection.registry.pricing,
    spec,
    peers,
    outcomes: selection.outcomes.filter(
      (outcome) =>
        outcome.provider === provider.id &&
        outcome.taskType === taskType &&
        (outcome.complexity === null || outcome.complexity === complexity) &&
        namesOf(spec).includes(outcome.model),
    ),
  }
  const quality = estimateQuality(init)
  return { provider: provider.id, spec, quality, cost: estimateCost(init) }
}

function namesOf(spec: ModelSpec): readonly string[] {
  return [spec.id, ...(spec.aliases ?? []), ...(spec.logicalNames ?? [])]
}

function whyNotProvider({ id }: Provider, { ready, coolingDown }: Selection): string | null {
  if (ready !== null && !ready.includes(id)) return `${id} is not ready`
  return coolingDown.includes(id) ? `${id} is in cool-down` : null
}

function whyNotModel({ spec, cost }: Candidate, selection: Selection): string | null {
  const { contextTokens, remainingUsd, now } = selection
  if (spec.status === 'retired') return 'it is retired'
  if (spec.retiresOn !== undefined) {
    const days = Math.ceil((Date.parse(spec.retiresOn) - now.getTime()) / DAY_MS)
    if (days <= SOON_DAYS) return `it retires on ${spec.retiresOn}`
  }
  if (spec.contextWindow !== null && spec.contextWindow < contextTokens) {
    return `its window of ${spec.contextWindow} tokens is too small`
  }
  if (cost.value > remainingUsd) {
    return `about $${cost.value} a task is more than the $${remainingUsd} that are left`
  }
  return null
}

function isActive({ status }: ModelSpec): boolean {
  return status === 'active'
}
