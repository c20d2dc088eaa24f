import type { Denial, FileChange } from './agent-result.ts'
import type { EndEvent } from './run-event.ts'
import type { Billing, ModelUsage } from './usage.ts'

/** What core gathered from a run's events: a pure fold, given to `finish`. */
export interface Collected {
  readonly sessionId: string | null
  readonly model: string | null
  readonly billing: Billing
  /** The text of the messages since the last tool call, joined by blank lines. */
  readonly text: string
  readonly end: EndEvent | null
  readonly usage: readonly ModelUsage[]
  readonly denials: readonly Denial[]
  readonly fileChanges: readonly FileChange[]
  readonly toolsSucceeded: number
  readonly toolsFailed: number
  readonly warnings: readonly string[]
  /** The last lines that were no events of this CLI, at most 8 KiB. */
  readonly rawTail: string
  /** The files that `Command.collect` named and that existed. */
  readonly files: ReadonlyMap<string, string>
}

/** What is gathered from no events at all. */
export const NOTHING_COLLECTED: Collected = {
  sessionId: null,
  model: null,
  billing: 'unknown',
  text: '',
  end: null,
  usage: [],
  denials: [],
  fileChanges: [],
  toolsSucceeded: 0,
  toolsFailed: 0,
  warnings: [],
  rawTail: '',
  files: new Map(),
}
