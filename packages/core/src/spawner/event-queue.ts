import type { RunEvent } from '../contract/index.ts'

/** Enough to show what happened before someone began to look; little enough to forget. */
const MOST_EVENTS = 1000
const MOST_CHARACTERS = 4 * 1024 * 1024

/** Events that wait for one reader. */
export class EventQueue {
  readonly #events: RunEvent[] = []
  #characters = 0
  #dropped = 0
  #isEnded = false
  #wake: (() => void) | null = null

  /** Whether more than a fair share waits to be read. */
  get isFull(): boolean {
    return this.#events.length > MOST_EVENTS || this.#characters > MOST_CHARACTERS
  }

  add(event: RunEvent): void {
    this.#events.push(event)
    this.#characters += sizeOf(event)
    this.#wake?.()
  }

  /** Drops the oldest events where there is no room. */
  addWithinBounds(event: RunEvent): void {
    this.add(event)
    while (this.isFull) {
      this.#take()
      this.#dropped += 1
    }
  }

  /** Gives all that waits here to another queue. */
  moveTo(other: EventQueue): void {
    other.#dropped += this.#dropped
    this.#dropped = 0
    for (let event = this.#take(); event !== undefined; event = this.#take()) other.add(event)
  }

  /** There will be no more. */
  end(): void {
    this.#isEnded = true
    this.#wake?.()
  }

  /** The next event, once there is one; `null` after the last. */
  async next(): Promise<RunEvent | null> {
    while (this.#events.length === 0 && !this.#isEnded) {
      await new Promise<void>((wake) => (this.#wake = wake))
    }
    if (this.#dropped === 0) return this.#take() ?? null
    const message = `${this.#dropped} events were left out: they came faster than they were read.`
    this.#dropped = 0
    return { type: 'warning', message }
  }

  #take(): RunEvent | undefined {
    const event = this.#events.shift()
    if (event !== undefined) this.#characters -= sizeOf(event)
    return event
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
