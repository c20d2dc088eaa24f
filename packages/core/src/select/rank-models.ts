import { HtmlGraphError, type ModelClass } from '../contract/index.ts'
import type { Estimate } from './estimate.ts'
import { type Candidate, type ExcludedModel, findCandidates } from './find-candidates.ts'
import { QUALITY_FLOOR, QUALITY_PER_COST_FACTOR } from './priors.ts'
import { checkSelection, type Selection, type SelectOptions } from './select-options.ts'

/** A model in its place among those that could do a task. */
export interface RankedModel {
  readonly provider: string
  /** The name to ask for: the guide's where there is one (`acme-large`), else the id. Its provider takes it. */
  readonly model: string
  /** The full id. */
  readonly id: string
  readonly class: ModelClass
  /** The share of such tasks that it is expected to solve, 0 to 1. */
  readonly quality: Estimate
  /** US dollars that such a task is expected to cost. */
  readonly cost: Estimate
  /** What the order goes by, higher first; what it is depends on the budget mode. */
  readonly score: number
}

/** A choice with every number that led there. */
export interface SelectionExplanation
  extends Pick<Selection, 'taskType' | 'complexity' | 'budgetMode'> {
  /** The one that is selected. */
  readonly selected: RankedModel
  /** All that could do it, best first: the order in which they would take over from each other. */
  readonly ranked: readonly RankedModel[]
  readonly excluded: readonly ExcludedModel[]
  /** How the order was made, in words. */
  readonly rule: string
  /** What the choice could not know. */
  readonly notes: readonly string[]
}

/**
 * Selects the model for a task among those of the installed providers.
 *
 * ```ts
 * const model = selectModel({ taskType: TaskType.CODE_GENERATION, complexity: 'high', budgetMode: 'balanced' })
 * ```
 *
 * @returns the name to give as `model`; {@link rankModels} tells the provider too.
 * @throws HG_OPTION_INVALID, HG_OPTION_UNKNOWN; HG_MODEL_NONE when no model could do it.
 */
export function selectModel(options: SelectOptions): string {
  return explainSelection(options).selected.model
}

/** The models that could do a task, best first: a chain of fallbacks. @throws as {@link selectModel} */
export function rankModels(options: SelectOptions): readonly RankedModel[] {
  return explainSelection(options).ranked
}

/** The choice of {@link selectModel} with every number that led there. @throws as {@link selectModel} */
export function explainSelection(options: SelectOptions): SelectionExplanation {
  const selection = checkSelection(options)
  const { candidates, excluded } = findCandidates(selection)
  const ranked = rank(candidates, selection)
  const [selected] = ranked
  if (selected === undefined) throw noModel(excluded)
  const { taskType, complexity, budgetMode } = selection
  return {
    ...{ taskType, complexity, budgetMode, selected, ranked, excluded },
    rule: RULES[budgetMode](selection),
    notes: notesOf(selected, selection),
  }
}

const RULES: Readonly<Record<Selection['budgetMode'], (selection: Selection) => string>> = {
  'cost-optimized': ({ complexity }) =>
    `the cheapest of those expected to solve ${QUALITY_FLOOR[complexity] * 100} % of such tasks`,
  balanced: () =>
    `quality, less ${QUALITY_PER_COST_FACTOR} for each time that the cost grows by e (2.7 times)`,
  'quality-focused': () => 'the highest quality',
}

/** Ties go by cost, then by the order of providers and of their models: `candidates` come in it, and sorting keeps it. */
function rank(candidates: readonly Candidate[], selection: Selection): readonly RankedModel[] {
  const cheapest = Math.min(...candidates.map(({ cost }) => cost.value))
  return candidates
    .map((candidate) => toRanked(candidate, scoreOf(candidate, selection, cheapest)))
    .sort((one, other) => other.score - one.score || one.cost.value - other.cost.value)
}

function scoreOf({ quality, cost }: Candidate, selection: Selection, cheapestUsd: number): number {
  const { budgetMode, complexity } = selection
  if (budgetMode === 'quality-focused') return quality.value
  if (budgetMode === 'cost-optimized') {
    // Those below the floor come after all others, the best of them first.
    return quality.value >= QUALITY_FLOOR[complexity] ? -cost.value : quality.value - 1e6
  }
  const ratio = Math.max(cost.value, 1e-6) / Math.max(cheapestUsd, 1e-6)
  const score = quality.value - QUALITY_PER_COST_FACTOR * Math.log(ratio)
  return Math.round(score * 1e9) / 1e9
}

function toRanked({ provider, spec, quality, cost }: Candidate, score: number): RankedModel {
  const { id, class: modelClass, logicalNames = [] } = spec
  const model = logicalNames[0] ?? id
  return { provider, model, id, class: modelClass, quality, cost, score }
}

function notesOf({ quality, cost }: RankedModel, { registry }: Selection): string[] {
  const notes: string[] = []
  if (quality.basis === 'assumed') notes.push('Nobody has measured its quality: it is assumed.')
  if (registry.pricing === null) {
    notes.push('No price book is installed (@htmlgraph/provider-cost): costs go by class.')
  } else if (cost.basis === 'assumed') {
    notes.push('Its tokens a task are assumed; own outcomes will take their place.')
  }
  return notes
}

function noModel(excluded: readonly ExcludedModel[]): HtmlGraphError {
  const reasons = excluded.map(({ provider, model, reason }) => `${provider} ${model}: ${reason}`)
  const shown = reasons.slice(0, 5).join('; ')
  return new HtmlGraphError({
    code: 'HG_MODEL_NONE',
    message:
      reasons.length === 0
        ? 'selectModel: no provider is registered that has models, so there is none to choose.'
        : `selectModel: none of the ${reasons.length} known models could do it: ${shown}${reasons.length > 5 ? '; …' : ''}.`,
    hint: 'Install a provider package, or ask for less: explainSelection says why each model is left out.',
    details: { excluded },
  })
}
