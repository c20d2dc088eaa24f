import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createModelUsage, type ModelUsage } from '../contract/index.ts'
import {
  addModelUsage,
  readModelUsage,
  toMicroUsd,
  withoutCached,
  withoutParts,
} from './model-usage.ts'

const FIELDS = {
  inputTokens: 'in',
  cachedInputTokens: 'cache.read',
  cacheWriteTokens: 'cache.written',
  cacheWriteShortTokens: 'cache.short',
  cacheWriteLongTokens: 'cache.long',
  costUsd: 'usd',
}

const count = fc.option(fc.nat(1_000_000), { nil: null })
const usages = fc.record({
  model: fc.constant('big'),
  inputTokens: count,
  cachedInputTokens: count,
  cacheWriteTokens: count,
  cacheWriteLongTokens: count,
  outputTokens: count,
  reasoningTokens: count,
  costMicroUsd: count,
  priceVersion: fc.constant(null),
}) satisfies fc.Arbitrary<ModelUsage>

describe('the usage of a model', () => {
  it('is read by path, in buckets of which each is measured or null', () => {
    const row = { in: 100, cache: { read: 300, written: 20 }, out: 9, usd: 0.0007000000000000001 }
    expect(readModelUsage('big', row, FIELDS)).toEqual({
      ...createModelUsage({ model: 'big', inputTokens: 100, cachedInputTokens: 300 }),
      cacheWriteTokens: 20,
      costMicroUsd: 700,
    })
    expect(readModelUsage(null, { in: -1, usd: '1' }, FIELDS)).toEqual(createModelUsage({}))
  })

  it.for([
    [{ written: 20, short: 5, long: 15 }, 15],
    [{ written: 20, long: 20 }, 20],
    [{ written: 20, short: 20, long: 0 }, 0],
    [{ written: 0, short: 0, long: 0 }, 0],
    [{ written: 20, short: 0, long: 0 }, null],
    [{ written: 20, short: 5, long: 10 }, null],
    [{ short: 5, long: 10 }, null],
    [{ written: 20, short: 20 }, null],
  ] as const)('splits what was written only where the parts add up: %j', ([cache, long]) => {
    expect(readModelUsage('big', { cache }, FIELDS).cacheWriteLongTokens).toBe(long)
  })

  it('is not split by a CLI that tells of no shorter part', () => {
    const fields = { cacheWriteTokens: 'all', cacheWriteLongTokens: 'long' }
    expect(readModelUsage('big', { all: 20, long: 5 }, fields).cacheWriteLongTokens).toBe(5)
  })

  it('has no parts that are more than the whole, and none of what is not measured', () => {
    expect(withoutParts(100, 60, null, 40)).toBe(0)
    expect(withoutParts(100, 60, 41)).toBeNull()
    expect(withoutParts(null, 1)).toBeNull()
    expect(withoutParts(7)).toBe(7)
  })

  it('counts no cached token as input a second time', () => {
    const usage = createModelUsage({
      inputTokens: 100,
      cachedInputTokens: 20,
      cacheWriteTokens: 10,
    })
    expect(withoutCached(usage)).toEqual({ ...usage, inputTokens: 70 })
    expect(withoutCached({ ...usage, cacheWriteTokens: null }).inputTokens).toBe(80)
    const fields = { ...FIELDS, promptTokens: 'all' }
    const row = { all: 100, cache: { read: 20, written: 10 } }
    expect(readModelUsage(null, row, fields)).toEqual({ ...usage, inputTokens: 70 })
  })

  it('knows no input where more was cached than there was, or none was told of', () => {
    const usage = createModelUsage({ inputTokens: 10, cachedInputTokens: 20 })
    expect(withoutCached(usage).inputTokens).toBeNull()
    expect(withoutCached(createModelUsage({ cachedInputTokens: 20 })).inputTokens).toBeNull()
    const row = { all: null, cache: { read: 20 } }
    expect(readModelUsage(null, row, { promptTokens: 'all' }).inputTokens).toBeNull()
  })

  it('has its cost in whole micro-dollars', () => {
    expect([0.1 + 0.2, 0, 1e-9, null].map(toMicroUsd)).toEqual([300_000, 0, 0, null])
  })
})

describe('sums of usage', () => {
  it('have a row a model, in which half a measurement is none', () => {
    const big = createModelUsage({ model: 'big', inputTokens: 5 })
    const small = createModelUsage({ model: 'small', inputTokens: 5 })
    const half = createModelUsage({ model: 'big', outputTokens: 3 })
    expect([big, small, big].reduce(addModelUsage, [])).toEqual([
      { ...big, inputTokens: 10 },
      small,
    ])
    expect([big, half].reduce(addModelUsage, [])).toEqual([createModelUsage({ model: 'big' })])
  })

  it('come to the same in any order, and measure a bucket only where both did', () => {
    fc.assert(
      fc.property(usages, usages, (one, other) => {
        const sums = addModelUsage([one], other)
        expect(sums).toEqual(addModelUsage([other], one))
        const measured = Object.values(one).map(
          (value, index) => value !== null && Object.values(other)[index] !== null,
        )
        expect(sums.map((sum) => Object.values(sum).map((value) => value !== null))).toEqual([
          measured,
        ])
      }),
    )
  })
})
