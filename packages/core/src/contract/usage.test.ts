import { describe, expect, it } from 'vitest'
import { createModelUsage, sumMeasured, totalCostMicroUsd, totalTokens } from './usage.ts'

describe('sumMeasured', () => {
  it.each([
    [[], null],
    [[null, null], null],
    [[0], 0],
    [[null, 0], 0],
    [[1, null, 2], 3],
  ])('of %j is %j', (values, sum) => {
    expect(sumMeasured(values)).toBe(sum)
  })
})

describe('totalTokens', () => {
  it('is null, not zero, when nothing was measured', () => {
    expect(totalTokens([])).toBeNull()
    expect(totalTokens([createModelUsage({})])).toBeNull()
  })

  it('is zero when zero was measured', () => {
    expect(totalTokens([createModelUsage({ inputTokens: 0, outputTokens: 0 })])).toBe(0)
  })

  it('counts each token once: a part of a bucket adds nothing', () => {
    const row = createModelUsage({
      inputTokens: 1,
      cachedInputTokens: 20,
      cacheWriteTokens: 300,
      cacheWriteLongTokens: 300,
      outputTokens: 4000,
      reasoningTokens: 4000,
    })
    expect(totalTokens([row])).toBe(4321)
  })

  it('adds up models', () => {
    expect(
      totalTokens([
        createModelUsage({ inputTokens: 1 }),
        createModelUsage({}),
        createModelUsage({ outputTokens: 2 }),
      ]),
    ).toBe(3)
  })
})

describe('totalCostMicroUsd', () => {
  it('adds up models', () => {
    expect(
      totalCostMicroUsd([
        createModelUsage({ costMicroUsd: 0 }),
        createModelUsage({ costMicroUsd: 7 }),
      ]),
    ).toBe(7)
  })

  it('is null as soon as one model has no known cost, and when there is none', () => {
    expect(
      totalCostMicroUsd([createModelUsage({ costMicroUsd: 7 }), createModelUsage({})]),
    ).toBeNull()
    expect(totalCostMicroUsd([])).toBeNull()
  })
})
