/**
 * The names of the guide's `from htmlgraph.orchestration import …`.
 *
 * @packageDocumentation
 */
export {
  compose,
  defineMiddleware,
  delegateWithId,
  getResultsByTaskId,
  HeadlessSpawner,
  parallelDelegate,
  SDK,
  waitFor,
  withFallback,
  withRetry,
} from './index.ts'
