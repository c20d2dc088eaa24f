import { type Collected, NOTHING_COLLECTED, type RunFailure } from '../contract/index.ts'
import type { ProcessExit } from '../runner/index.ts'
import type { StopCause } from './verdict.ts'

/** All that was seen of one run: the input of its result. */
export interface Observation {
  /** Why nothing could be started. */
  readonly failure: RunFailure | null
  readonly pid: number | null
  /** Where the output is kept; `null` when that was not asked for. */
  readonly outputFile: string | null
  readonly exit: ProcessExit
  readonly collected: Collected
  readonly hasWorkStarted: boolean
  readonly rawOutput: readonly unknown[]
  /** Whether something of what the CLI printed is not there. */
  readonly isTruncated: boolean
  readonly warnings: readonly string[]
  /** Set when core ended the run before the CLI's last word. */
  readonly stopCause: StopCause | null
  readonly stopMessage: string
  /** What a provider's `parse` threw, against its contract. */
  readonly parseError: unknown
  /** Values that may stand in no result. */
  readonly secrets: readonly string[]
}

/** A run of which nothing was seen, because nothing was started. */
export function observeNothing(known: Partial<Observation>): Observation {
  return {
    failure: null,
    pid: null,
    outputFile: null,
    exit: {
      exitCode: null,
      signal: null,
      stopReason: null,
      stderrTail: '',
      longLines: 0,
      durationMs: 0,
    },
    collected: NOTHING_COLLECTED,
    hasWorkStarted: false,
    rawOutput: [],
    isTruncated: false,
    warnings: [],
    stopCause: null,
    stopMessage: '',
    parseError: null,
    secrets: [],
    ...known,
  }
}
