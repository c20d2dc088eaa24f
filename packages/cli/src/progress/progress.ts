import type { DelegationRecord, RunEvent } from '@htmlgraph/core'
import type { Terminal } from '../terminal/terminal.ts'
import { createLiveProgress } from './live-progress.ts'
import { createPlainProgress } from './plain-progress.ts'

/** Shows on standard error how tasks are getting on. */
export interface Progress extends Disposable {
  see(event: RunEvent, taskId: string): void
  settle(record: DelegationRecord): void
  /** Leaves the terminal as an ordinary one. Safe to call twice. */
  dispose(): void
}

/** A task before it starts. */
export interface ProgressTask {
  readonly taskId: string
  /** What the line begins with. */
  readonly label: string
}

/** A table that changes in place on a terminal, plain lines elsewhere. */
export function createProgress(tasks: readonly ProgressTask[], terminal: Terminal): Progress {
  return terminal.isNoteLive
    ? createLiveProgress(tasks, terminal)
    : createPlainProgress(tasks, terminal)
}

/** Shows nothing. */
export const NO_PROGRESS: Progress = Object.freeze({
  see: () => {},
  settle: () => {},
  dispose: () => {},
  [Symbol.dispose]: () => {},
})
