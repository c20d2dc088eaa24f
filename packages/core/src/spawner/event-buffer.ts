import type { AgentResult, RunEvent } from '../contract/index.ts'
import { EventQueue } from './event-queue.ts'

/**
 * Hands the events of one run to everybody who iterates it, each at their own pace.
 *
 * While nobody does, the newest events are kept, within bounds, for whoever comes first. Once somebody does, nothing is
 * dropped: `push` asks its caller to wait until the slowest reader has room, unless `release` was called.
 */
export class EventBuffer {
  readonly #kept = new EventQueue()
  readonly #readers = new Set<EventQueue>()
  #isReleased = false
  #wakeWriter: (() => void) | null = null

  /** Adds an event. @returns a promise to wait for when a reader is behind, else `null`. */
  push(event: RunEvent): Promise<void> | null {
    if (this.#readers.size === 0) {
      this.#kept.addWithinBounds(event)
      return null
    }
    for (const reader of this.#readers) {
      if (this.#isReleased) reader.addWithinBounds(event)
      else reader.add(event)
    }
    if (!this.#isHeldBack()) return null
    return new Promise((resolve) => (this.#wakeWriter = resolve))
  }

  /** From now on a slow reader loses events, and is told so, rather than hold the run back. */
  release(): void {
    this.#isReleased = true
    this.#wakeWriter?.()
  }

  /** Events as they come, then what `result` settles to. Leaving early lets the run go on unread. */
  async *read(result: Promise<AgentResult>): AsyncGenerator<RunEvent, AgentResult, undefined> {
    const queue = new EventQueue()
    this.#kept.moveTo(queue)
    this.#readers.add(queue)
    const end = (): void => queue.end()
    result.then(end, end)
    try {
      for (;;) {
        const event = await queue.next()
        if (event === null) return await result
        this.#wakeIfRoom()
        yield event
      }
    } finally {
      this.#readers.delete(queue)
      this.#wakeIfRoom()
    }
  }

  #wakeIfRoom(): void {
    if (!this.#isHeldBack()) this.#wakeWriter?.()
  }

  #isHeldBack(): boolean {
    return !this.#isReleased && [...this.#readers].some((reader) => reader.isFull)
  }
}
