import { describe, expect, it } from 'vitest'
import { median, medianRatio, takeTurns } from './take-turns.ts'

describe('things that take turns', () => {
  it('run once a round, in an order that turns, and count after the warm-up', async () => {
    const seen: string[] = []
    const task = (name: string) => async (): Promise<void> => void seen.push(name)
    const times = await takeTurns({
      rounds: 2,
      warmupRounds: 1,
      tasks: { a: task('a'), b: task('b') },
    })
    expect(seen.join('')).toBe('baabba')
    expect([times.a.length, times.b.length]).toEqual([2, 2])
  })

  it('may bring a time of their own', async () => {
    const tasks = { a: async () => 7, b: async () => 9 }
    const times = await takeTurns({ rounds: 2, warmupRounds: 1, tasks })
    expect(times).toEqual({ a: [7, 7], b: [9, 9] })
  })

  it('are compared pair by pair', () => {
    expect(medianRatio([2, 30, 8], [1, 10, 2])).toBe(3)
  })
})

describe('the median', () => {
  it('is the middle, or between the two in the middle', () => {
    expect(median([5, 1, 3])).toBe(3)
    expect(median([4, 1, 3, 2])).toBe(2.5)
  })
})
