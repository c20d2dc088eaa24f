import type { ModelClass } from '../contract/index.ts'
import type { ComplexityLevel, TaskType } from './task-profile.ts'

/**
 * The share of tasks a model of a class is assumed to solve where nobody has measured it. Judgement, not data; only the
 * order and the distances matter for a choice.
 */
export const CLASS_QUALITY: Readonly<
  Record<ModelClass, Readonly<Record<ComplexityLevel, number>>>
> = {
  frontier: { low: 0.92, medium: 0.84, high: 0.72 },
  balanced: { low: 0.9, medium: 0.76, high: 0.58 },
  fast: { low: 0.86, medium: 0.65, high: 0.4 },
}

/** What a newer model of the same provider and class is assumed to have gained. */
export const GAIN_A_GENERATION = 0.02

/** The share of tasks that a model must be expected to solve when money matters most. */
export const QUALITY_FLOOR: Readonly<Record<ComplexityLevel, number>> = {
  low: 0.82,
  medium: 0.6,
  high: 0.55,
}

/** In balanced mode: the quality that a cost e times as high must bring. */
export const QUALITY_PER_COST_FACTOR = 0.04

/**
 * How the frontier models that were measured did on the benchmark of a task type, on average: what one measured model is
 * compared with, since benchmarks are not equally hard. OpenHands Index, June 2026: four models.
 */
export const BENCHMARK_REFERENCE: Readonly<
  Partial<Record<TaskType, { readonly passRate: number; readonly costUsd: number }>>
> = {
  debugging: { passRate: 0.77, costUsd: 1.215 },
  'code-generation': { passRate: 0.391, costUsd: 7.713 },
  testing: { passRate: 0.779, costUsd: 0.97 },
}

/** A benchmark of so many tasks counts as much as what is assumed without it. */
export const TASKS_WORTH_A_PRIOR = 50

/** So many own outcomes count as much as what was known before. */
export const OUTCOMES_WORTH_A_PRIOR = 10

/** After so many days an own outcome counts half. */
export const OUTCOME_HALF_LIFE_DAYS = 90

/** Tokens of a task of medium complexity: assumed, with most of the prompt out of the cache, as agents work. */
export const TYPICAL_TOKENS = {
  inputTokens: 60_000,
  cachedInputTokens: 1_000_000,
  outputTokens: 16_000,
} as const

/** How much work a task is, beside one of medium complexity. Assumed. */
export const WORK: Readonly<Record<ComplexityLevel, number>> = { low: 0.25, medium: 1, high: 3 }

/** US dollars of a task of medium complexity where no price is known. Assumed. */
export const CLASS_COST_USD: Readonly<Record<ModelClass, number>> = {
  frontier: 1.2,
  balanced: 0.35,
  fast: 0.06,
}
