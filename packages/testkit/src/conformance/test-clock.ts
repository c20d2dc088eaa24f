import type { RetryOptions } from '@htmlgraph/core'

/** A clock for `withRetry` that waits for nothing and remembers how long it would have. */
export interface TestClock extends NonNullable<RetryOptions['clock']> {
  /** The waits so far, in milliseconds. */
  readonly waits: readonly number[]
}

/** Makes a clock that stands at 0 and goes on only by waiting. */
export function createTestClock(): TestClock {
  const waits: number[] = []
  return {
    waits,
    now: () => waits.reduce((sum, durationMs) => sum + durationMs, 0),
    async sleep(durationMs) {
      waits.push(durationMs)
    },
    random: () => 0.5,
  }
}
