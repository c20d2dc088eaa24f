export { buildEnvironment, type ChildEnvironment } from './build-environment.ts'
export { collectFiles } from './collect-files.ts'
export { beforeDeath } from './orchestrator-guard.ts'
export type {
  ProcessExit,
  ProcessJob,
  RunningProcess,
  StartOutcome,
  StopReason,
} from './process-job.ts'
export { identifyProcess } from './process-table.ts'
export { createRedaction, type Redaction } from './redact-value.ts'
export {
  type Executable,
  type ExecutableOutcome,
  type ExecutableQuery,
  resolveExecutable,
} from './resolve-executable.ts'
export { createRunDirectory, removeRunDirectory, writeCommandFiles } from './run-directory.ts'
export { safePathEntries } from './safe-path.ts'
export { startProcess } from './start-process.ts'
