/**
 * Recorded runs of command-line programs, and executables that replay them. Needs nothing but Node.
 *
 * @packageDocumentation
 */
export {
  createFakeExecutable,
  type FakeExecutable,
  type FakeExecutableInit,
} from './fake-executable.ts'
export { readRecording } from './read-recording.ts'
export { type RecordInit, recordRun } from './record-run.ts'
export type { RecordedExit, Recording } from './recording.ts'
export {
  createReplayExecutable,
  type ReplayExecutable,
  type ReplayInit,
  type ReplayInvocation,
} from './replay-executable.ts'
