export type { Estimate, EstimateBasis } from './estimate.ts'
export type { ExcludedModel } from './find-candidates.ts'
export type { ModelOutcome } from './model-outcome.ts'
export {
  explainSelection,
  type RankedModel,
  rankModels,
  type SelectionExplanation,
  selectModel,
} from './rank-models.ts'
export type { SelectOptions } from './select-options.ts'
export { BudgetMode, ComplexityLevel, TaskType } from './task-profile.ts'
