/**
 * The names of the guide's `from htmlgraph.orchestration import …`.
 *
 * @packageDocumentation
 */
export {
  BudgetMode,
  ComplexityLevel,
  compose,
  defineMiddleware,
  delegateWithId,
  explainSelection,
  getResultsByTaskId,
  HeadlessSpawner,
  parallelDelegate,
  rankModels,
  SDK,
  selectModel,
  TaskType,
  waitFor,
  withFallback,
  withRetry,
} from './index.ts'
