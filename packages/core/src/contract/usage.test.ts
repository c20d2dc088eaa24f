import { describe, expect, it } from 'vitest'
import { type ModelUsage, sumMeasured, totalCostMicroUsd, totalTokens } from './usage.ts'

const unmeasured: ModelUsage = {
  model: null,
  inputTokens: null,
  cachedInputTokens: null,
  cacheWriteTokens: null,
  cacheWriteLongTokens: null,
  outputTokens: null,
  reasoningTokens: null,
  costMicroUsd: null,
}
const usage = (more: Partial<ModelUsage>): ModelUsage => ({ ...unmeasured, ...more })

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
    expect(totalTokens([unmeasured])).toBeNull()
  })

  it('is zero when zero was measured', () => {
    expect(totalTokens([usage({ inputTokens: 0, outputTokens: 0 })])).toBe(0)
  })

  it('counts each token once: a part of a bucket adds nothing', () => {
    const row = usage({
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
    expect(totalTokens([usage({ inputTokens: 1 }), unmeasured, usage({ outputTokens: 2 })])).toBe(3)
  })
})

describe('totalCostMicroUsd', () => {
  it('adds up models', () => {
    expect(totalCostMicroUsd([usage({ costMicroUsd: 0 }), usage({ costMicroUsd: 7 })])).toBe(7)
  })

  it('is null as soon as one model has no known cost, and when there is none', () => {
    expect(totalCostMicroUsd([usage({ costMicroUsd: 7 }), unmeasured])).toBeNull()
    expect(totalCostMicroUsd([])).toBeNull()
  })
})
