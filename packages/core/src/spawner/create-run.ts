import type { AgentResult, Run, RunEvent } from '../contract/index.ts'
import { Awaitable } from './awaitable.ts'
import { EventBuffer } from './event-buffer.ts'

/** What a run does: yields its events, returns its result. `signal` asks it to stop. */
export type RunBody = (signal: AbortSignal) => AsyncGenerator<RunEvent, AgentResult, undefined>

/** Starts `body` at once and makes its run. Aborting `signal` cancels it. */
export function createRun(body: RunBody, signal?: unknown): Run {
  return new LiveRun(body, signal)
}

class LiveRun extends Awaitable<AgentResult> implements Run {
  readonly [Symbol.toStringTag]: string = 'Run'
  protected readonly promise: Promise<AgentResult>
  readonly #abort = new AbortController()
  readonly #events = new EventBuffer()

  constructor(body: RunBody, signal: unknown) {
    super()
    const own = this.#abort.signal
    own.addEventListener('abort', () => this.#events.release())
    // What is no signal is left to the check of the request, which rejects.
    const all = signal instanceof AbortSignal ? AbortSignal.any([signal, own]) : own
    this.promise = this.#drive(body(all))
  }

  /** Whoever awaits the run while an iterator of it stands still would else wait for themselves. */
  // biome-ignore lint/suspicious/noThenProperty: being awaited is what it is for.
  override then<A = AgentResult, B = never>(
    onFulfilled?: ((value: AgentResult) => A | PromiseLike<A>) | null,
    onRejected?: ((error: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    this.#events.release()
    return super.then(onFulfilled, onRejected)
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
