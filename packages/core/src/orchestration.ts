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
  withCascade,
  withFallback,
  withRetry,
  withVerification,
} from './index.ts'
