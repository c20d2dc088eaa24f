export { buildEnvironment, type ChildEnvironment } from './build-environment.ts'
export { collectFiles } from './collect-files.ts'
export { beforeDeath } from './orchestrator-guard.ts'
export { createOutputFile, type OutputFile } from './output-file.ts'
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
export {
  createRunDirectory,
  planRunDirectory,
  removeRunDirectory,
  writeCommandFiles,
} from './run-directory.ts'
export { writeChild, writeLease } from './run-lease.ts'
export { type ProgramEnd, type ProgramInit, runProgram } from './run-program.ts'
export { safePathEntries } from './safe-path.ts'
export { startProcess } from './start-process.ts'
export { sweepOrphans } from './sweep-orphans.ts'
export { writeOverlay } from './write-overlay.ts'
