import type { AgentResult, Run, RunEvent } from '../contract/index.ts'
import { Awaitable } from './awaitable.ts'
import { EventBuffer } from './event-buffer.ts'

/** What a run does: yields its events, returns its result. `signal` asks it to stop. */
export type RunBody = (signal: AbortSignal) => AsyncGenerator<RunEvent, AgentResult, undefined>

/** Starts `body` at once and makes its run. Aborting `signal` cancels it. */
export function createRun(body: RunBody, signal?: AbortSignal): Run {
  return new LiveRun(body, signal)
}

class LiveRun extends Awaitable<AgentResult> implements Run {
  readonly [Symbol.toStringTag]: string = 'Run'
  protected readonly promise: Promise<AgentResult>
  readonly #abort = new AbortController()
  readonly #events = new EventBuffer()

  constructor(body: RunBody, signal?: AbortSignal) {
    super()
    const own = this.#abort.signal
    this.promise = this.#drive(body(signal === undefined ? own : AbortSignal.any([signal, own])))
  }

  cancel(reason = 'The run was cancelled.'): void {
    this.#abort.abort(reason)
  }

  /** A mistake of the caller is thrown by the iterator, so the promise need not report it again. */
  [Symbol.asyncIterator](): AsyncGenerator<RunEvent, AgentResult, undefined> {
    this.promise.catch(() => {})
    return this.#events.read(this.promise)
  }

  async #drive(steps: ReturnType<RunBody>): Promise<AgentResult> {
    for (;;) {
      const step = await steps.next()
      if (step.done) return step.value
      const room = this.#events.push(step.value)
      if (room !== null) await room
    }
  }
}
