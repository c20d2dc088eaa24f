import { setTimeout as delay } from 'node:timers/promises'

/** What waiting needs of the world. */
export interface Clock {
  /** Milliseconds by a clock that never goes back. */
  now(): number
  /** Waits; aborting the signal ends the wait without an error. */
  sleep(durationMs: number, signal: AbortSignal): Promise<void>
  /** A number from 0 to 1, 1 not included. */
  random(): number
}

/** The clock of this machine. */
export const SYSTEM_CLOCK: Clock = {
  now: () => performance.now(),
  async sleep(durationMs, signal) {
    await delay(durationMs, undefined, { signal }).catch((error: unknown) => {
      if (!signal.aborted) throw error
    })
  },
  random: Math.random,
}
