import type { ModelSpec, Pricing } from '../contract/index.ts'
import type { ModelOutcome } from './model-outcome.ts'
import * as priors from './priors.ts'
import type { ComplexityLevel, TaskType } from './task-profile.ts'

/** Where an estimate is from. */
export type EstimateBasis = 'measured' | 'own outcomes' | 'assumed'

/** A number, where it is from, and how it was made, in words. */
export interface Estimate {
  readonly value: number
  readonly basis: EstimateBasis
  readonly reason: string
}

/** What is estimated: one model of one provider for one kind of task. */
export interface EstimateInit {
  readonly spec: ModelSpec
  /** The models of its class that its provider has, the newest first, itself among them. */
  readonly peers: readonly ModelSpec[]
  readonly taskType: TaskType
  readonly complexity: ComplexityLevel
  readonly pricing: Pricing | null
  /** Those of this model, of this task type. */
  readonly outcomes: readonly ModelOutcome[]
  readonly now: Date
}

const DAY_MS = 86_400_000

/** The share of such tasks that the model is expected to solve. */
export function estimateQuality(init: EstimateInit): Estimate {
  const prior = priorQuality(init)
  const weights = init.outcomes.map((outcome) => weightOf(outcome, init.now))
  const weight = sum(weights)
  if (init.outcomes.length === 0) return prior
  const accepted = sum(weights.map((each, index) => (init.outcomes[index]?.isAccepted ? each : 0)))
  const strength = priors.OUTCOMES_WORTH_A_PRIOR
  const value = (prior.value * strength + accepted) / (strength + weight)
  const count = init.outcomes.filter(({ isAccepted }) => isAccepted).length
  return {
    value: round(value),
    basis: 'own outcomes',
    reason: `${count} of ${init.outcomes.length} accepted here, with ${prior.value} before (${prior.basis}: ${prior.reason})`,
  }
}

function priorQuality(init: EstimateInit): Estimate {
  const { spec, peers } = init
  const measured = measuredQuality(spec, init)
  if (measured !== null) return measured
  const place = Math.max(0, peers.indexOf(spec))
  const behind = place === 0 ? '' : `, ${place} behind its newest`
  const value = classQuality(init) - priors.GAIN_A_GENERATION * place
  const assumed = { value: round(value), reason: `class ${spec.class}${behind}` }
  const better = peers.slice(place + 1).flatMap((older) => {
    const quality = measuredQuality(older, init)?.value ?? 0
    const gained = round(Math.min(1, quality + priors.GAIN_A_GENERATION))
    return quality === 0 ? [] : [{ value: gained, reason: `a little more than ${older.id} had` }]
  })
  const best = [assumed, ...better].reduce((one, other) => (other.value > one.value ? other : one))
  return { ...best, basis: 'assumed' }
}

function measuredQuality(spec: ModelSpec, init: EstimateInit): Estimate | null {
  const measured = spec.measured?.find((row) => row.taskType === init.taskType)
  const reference = priors.BENCHMARK_REFERENCE[init.taskType]
  if (measured === undefined || reference === undefined) return null
  const { tasks, passRate, benchmark, measuredOn } = measured
  const trust = tasks === null ? 1 : tasks / (tasks + priors.TASKS_WORTH_A_PRIOR)
  const ofFrontier = priors.CLASS_QUALITY.frontier[init.complexity]
  const compared = ofFrontier + passRate - reference.passRate
  const value = classQuality({ ...init, spec }) * (1 - trust) + compared * trust
  return {
    value: round(Math.min(1, Math.max(0, value))),
    basis: 'measured',
    reason: `${percent(passRate)} on ${benchmark} (${measuredOn}), where frontier models had ${percent(reference.passRate)}`,
  }
}

function classQuality({ spec, complexity }: Pick<EstimateInit, 'spec' | 'complexity'>): number {
  return priors.CLASS_QUALITY[spec.class][complexity]
}

/** US dollars that such a task is expected to cost. */
export function estimateCost(init: EstimateInit): Estimate {
  const { spec, taskType, complexity, outcomes } = init
  const work = priors.WORK[complexity]
  const paid = outcomes.flatMap(({ costUsd }) => (costUsd === null ? [] : [costUsd]))
  if (paid.length >= 3) {
    const reason = `the mean of ${paid.length} tasks here`
    return { value: round(sum(paid) / paid.length), basis: 'own outcomes', reason }
  }
  const measured = spec.measured?.find((row) => row.taskType === taskType)
  const reference = priors.BENCHMARK_REFERENCE[taskType]
  if (measured?.costUsd && reference !== undefined) {
    const value = (priors.CLASS_COST_USD.frontier * work * measured.costUsd) / reference.costUsd
    const reason = `$${measured.costUsd} a task of ${measured.benchmark}, where frontier models cost $${reference.costUsd}`
    return { value: round(value), basis: 'measured', reason }
  }
  return priceCost(init, work) ?? classCost(spec, work)
}

/** Prices of today; tokens that are assumed. */
function priceCost({ spec, pricing, now }: EstimateInit, work: number): Estimate | null {
  const rates = [spec.id, ...(spec.logicalNames ?? [])]
    .map((name) => pricing?.findRates(name, now) ?? null)
    .find((found) => found !== null)
  if (rates === undefined || pricing === null) return null
  const { inputTokens, cachedInputTokens, outputTokens } = priors.TYPICAL_TOKENS
  const usd =
    (inputTokens * rates.input +
      cachedInputTokens * (rates.cachedInput ?? rates.input) +
      outputTokens * rates.output) /
    1e6
  const prices = `$${rates.input} in, $${rates.cachedInput ?? rates.input} cached, $${rates.output} out per million`
  return {
    value: round(usd * work),
    basis: 'assumed',
    reason: `prices ${pricing.version} (${prices}) and typical tokens`,
  }
}

function classCost(spec: ModelSpec, work: number): Estimate {
  const value = round(priors.CLASS_COST_USD[spec.class] * work)
  return { value, basis: 'assumed', reason: `no price known, class ${spec.class}` }
}

function weightOf({ at }: ModelOutcome, now: Date): number {
  const days = Math.max(0, now.getTime() - Date.parse(at)) / DAY_MS
  return 0.5 ** (days / priors.OUTCOME_HALF_LIFE_DAYS)
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

/** So that equal estimates are equal, whatever order they were added in. */
function round(value: number): number {
  return Math.round(value * 1e6) / 1e6
}

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10} %`
}
