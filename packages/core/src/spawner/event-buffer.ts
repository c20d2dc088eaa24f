import type { AgentResult, RunEvent } from '../contract/index.ts'

/** Enough to show what happened before someone began to look; little enough to forget. */
const MOST_EVENTS = 1000
const MOST_CHARACTERS = 4 * 1024 * 1024

/**
 * Hands the events of one run to whoever iterates it.
 *
 * While nobody does, the newest events are kept, within bounds. Once somebody does, nothing is dropped:
 * `push` then asks its caller to wait until there is room.
 */
export class EventBuffer {
  readonly #events: RunEvent[] = []
  #characters = 0
  #isIterated = false
  #wakeReader: (() => void) | null = null
  #wakeWriter: (() => void) | null = null

  /** Adds an event. @returns a promise to wait for when the reader is behind, else `null`. */
  push(event: RunEvent): Promise<void> | null {
    this.#events.push(event)
    this.#characters += sizeOf(event)
    this.#wakeReader?.()
    if (!this.#isFull()) return null
    if (this.#isIterated) return new Promise((resolve) => (this.#wakeWriter = resolve))
    while (this.#isFull()) this.#take()
    return null
  }

  /** Events as they come, then what `result` settles to. Leaving early lets the run go on unread. */
  async *read(result: Promise<AgentResult>): AsyncGenerator<RunEvent, AgentResult, undefined> {
    this.#isIterated = true
    let isOver = false
    const finish = (): void => {
      isOver = true
      this.#wakeReader?.()
    }
    result.then(finish, finish)
    try {
      for (;;) {
        const event = this.#take()
        if (event !== undefined) yield event
        else if (isOver) return await result
        else await new Promise<void>((wake) => (this.#wakeReader = wake))
      }
    } finally {
      this.#isIterated = false
      this.#wakeWriter?.()
    }
  }

  #take(): RunEvent | undefined {
    const event = this.#events.shift()
    if (event !== undefined) this.#characters -= sizeOf(event)
    if (!this.#isFull()) this.#wakeWriter?.()
    return event
  }

  #isFull(): boolean {
    return this.#events.length > MOST_EVENTS || this.#characters > MOST_CHARACTERS
  }
}

/** The characters an event holds, roughly: its own texts. */
function sizeOf(event: RunEvent): number {
  let characters = 0
  for (const value of Object.values(event)) {
    if (typeof value === 'string') characters += value.length
  }
  return characters
}
