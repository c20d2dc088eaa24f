import type { RunEvent, RunRequest } from '../contract/index.ts'
import type { ProcessExit, RunningProcess } from '../runner/index.ts'
import { describeAbort } from './abort-reason.ts'
import type { StopCause } from './verdict.ts'

/**
 * A CLI that has said its last word gets this long to exit by itself.
 * One was seen to stay for ever when a background command did not end, 2026-11.
 */
const LINGER_MS = 30_000

/** Whom the stop of a run is told to. */
interface StopScope {
  readonly signal: AbortSignal
  readonly prepared: { readonly request: RunRequest }
}

/** Watches for the CLI's last word: whether it came before a stop, and that the process then goes. */
export class LastWord {
  readonly #process: RunningProcess
  #timer: NodeJS.Timeout | null = null
  #cameFirst = false

  constructor(process: RunningProcess) {
    this.#process = process
  }

  /** Several results are possible, and events after one: each gives the process its time anew. */
  see(event: RunEvent): void {
    if (event.type === 'end') this.#cameFirst = this.#process.stopReason === null
    else if (this.#timer === null) return
    this.close()
    this.#timer = setTimeout(() => this.#process.stop('finished'), LINGER_MS)
  }

  close(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
  }

  /** Why core ended the run, if it did so before the last word. */
  cause(exit: ProcessExit, scope: StopScope): { stopCause: StopCause | null; stopMessage: string } {
    const { stopReason } = exit
    if (stopReason === null || stopReason === 'finished' || this.#cameFirst) {
      return { stopCause: null, stopMessage: '' }
    }
    return { stopCause: stopReason, stopMessage: describeStop(stopReason, scope) }
  }
}

function describeStop(cause: StopCause, { signal, prepared: { request } }: StopScope): string {
  if (cause === 'timeout') return `The run was stopped after ${request.timeoutMs} ms (timeoutMs).`
  if (cause === 'idle-timeout') {
    return `The agent printed nothing for ${request.idleTimeoutMs} ms and was stopped (idleTimeoutMs).`
  }
  return signal.aborted ? describeAbort(signal) : 'The orchestrator was asked to end.'
}
