import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { priceRun, priceUsage } from './price-usage.ts'
import type { ModelRates, Pricing } from './pricing.ts'
import { createModelUsage, type ModelUsage } from './usage.ts'

/** $4 in, $20 out, $0.20 cached, $5 written, $8 for one hour. */
const RATES: ModelRates = {
  model: 'big-1',
  input: 4,
  output: 20,
  cachedInput: 0.2,
  cacheWrite: 5,
  cacheWriteLong: 8,
  longContextAbove: null,
  source: 'a test',
}
const PRICING: Pricing = {
  version: 'test-1',
  findRates: (model) => (model === RATES.model ? RATES : null),
}
const AT = new Date('2026-11-23T12:00:00Z')
const MEASURED = {
  model: 'big-1',
  inputTokens: 1_000,
  cachedInputTokens: 10_000,
  cacheWriteTokens: 500,
  cacheWriteLongTokens: 100,
  outputTokens: 200,
  reasoningTokens: 150,
}

const usageOf = (buckets: Partial<ModelUsage>): ModelUsage =>
  createModelUsage({ ...MEASURED, ...buckets })

describe('priceUsage', () => {
  it('multiplies each bucket with its own rate, and never counts reasoning again', () => {
    // 1000×4 + 10000×0.2 + 400×5 + 100×8 + 200×20 = 4000 + 2000 + 2000 + 800 + 4000
    expect(priceUsage(usageOf({}), RATES)).toEqual({ costMicroUsd: 12_800, doubt: null })
    expect(priceUsage(usageOf({ reasoningTokens: 0 }), RATES).costMicroUsd).toBe(12_800)
  })

  it('bills what was cached once, and what was written once', () => {
    const none = { inputTokens: 0, outputTokens: 0, cacheWriteTokens: 0, cacheWriteLongTokens: 0 }
    expect(priceUsage(usageOf(none), RATES).costMicroUsd).toBe(2_000)
    const written = { ...none, cachedInputTokens: 0, cacheWriteTokens: 500 }
    expect(priceUsage(usageOf(written), RATES).costMicroUsd).toBe(2_500)
  })

  it.for([
    ['inputTokens', /input or output was not measured/],
    ['outputTokens', /input or output was not measured/],
    ['cachedInputTokens', /from the cache was not measured/],
    ['cacheWriteTokens', /written to the cache was not measured/],
  ] as const)('has no price without %s: unmeasured is not zero', ([bucket, doubt]) => {
    const rest = bucket === 'cacheWriteTokens' ? { cacheWriteLongTokens: null } : {}
    const price = priceUsage(usageOf({ ...rest, [bucket]: null }), RATES)
    expect(price.costMicroUsd).toBeNull()
    expect(price.doubt).toMatch(doubt)
  })

  it('needs no measure of a bucket for which the model has no price', () => {
    const plain = { ...RATES, cacheWrite: null, cacheWriteLong: null }
    const row = usageOf({ cacheWriteTokens: null, cacheWriteLongTokens: null })
    expect(priceUsage(row, plain)).toEqual({ costMicroUsd: 10_000, doubt: null })
  })

  it('has no price when tokens were counted that have none', () => {
    const price = priceUsage(usageOf({}), { ...RATES, cacheWriteLong: null })
    expect(price).toMatchObject({ costMicroUsd: null, doubt: expect.stringMatching(/a test/) })
  })

  it.for([
    ['negative', { inputTokens: -1 }],
    ['no whole number', { outputTokens: 0.5 }],
    ['more kept for an hour than written', { cacheWriteTokens: 50 }],
  ] as const)('has no price for a count that is %s', ([, buckets]) => {
    expect(priceUsage(usageOf(buckets), RATES)).toEqual({
      costMicroUsd: null,
      doubt: 'its buckets of tokens contradict each other',
    })
  })

  it('uses the base rates where a total might hold long prompts, and says so', () => {
    const tiered = { ...RATES, longContextAbove: 11_499 }
    expect(priceUsage(usageOf({}), tiered)).toMatchObject({
      costMicroUsd: 12_800,
      doubt: expect.stringMatching(/^prompts of more than 11499 tokens cost more/),
    })
    expect(priceUsage(usageOf({}), { ...RATES, longContextAbove: 11_500 }).doubt).toBeNull()
  })

  it('says when one hour of caching may be hidden in the whole', () => {
    const price = priceUsage(usageOf({ cacheWriteLongTokens: null }), RATES)
    expect(price).toMatchObject({ costMicroUsd: 12_500, doubt: expect.stringMatching(/one hour/) })
  })

  it('is exact for any counts and rates, where sums of floats are not', () => {
    const tokens = fc.nat(2_000_000_000)
    const microRate = fc.nat(100_000_000)
    fc.assert(
      fc.property(tokens, tokens, microRate, microRate, (input, output, inRate, outRate) => {
        const rates = { ...RATES, input: inRate / 1e6, output: outRate / 1e6 }
        const none = { cachedInputTokens: 0, cacheWriteTokens: 0, cacheWriteLongTokens: 0 }
        const row = usageOf({ ...none, inputTokens: input, outputTokens: output })
        const pico = BigInt(input) * BigInt(inRate) + BigInt(output) * BigInt(outRate)
        const expected = Number((pico + 500_000n) / 1_000_000n)
        expect(priceUsage(row, rates).costMicroUsd).toBe(expected)
      }),
    )
  })
})

describe('priceRun', () => {
  const run = (usage: readonly ModelUsage[], model: string | null = null) =>
    priceRun(PRICING, { usage, model, at: AT })

  it('keeps what the CLI reported', () => {
    const reported = usageOf({ costMicroUsd: 7 })
    expect(run([reported])).toEqual({ usage: [reported], warnings: [] })
  })

  it('prices the rest, and names the book', () => {
    const [row] = run([usageOf({})]).usage
    expect(row).toMatchObject({ costMicroUsd: 12_800, priceVersion: 'test-1' })
  })

  it('leaves a model alone that it does not know, however alike its name is', () => {
    const rows = ['big-1-latest', 'big', 'BIG-1', 'big-1 '].map((model) => usageOf({ model }))
    expect(run(rows).usage).toEqual(rows)
  })

  it('takes the model of the run for its only row, and for no one of several', () => {
    const nameless = usageOf({ model: null })
    expect(run([nameless], 'big-1').usage[0]?.costMicroUsd).toBe(12_800)
    expect(run([nameless, nameless], 'big-1').usage).toEqual([nameless, nameless])
  })

  it.for([
    [
      'throws',
      () => {
        throw new Error('no such file')
      },
      /cannot be used: no such file/,
    ],
    ['has a rate that is no number', () => ({ ...RATES, input: Number.NaN }), /cannot be used/],
  ] as const)('keeps the result when a price book %s', ([, findRates, message]) => {
    const row = usageOf({})
    const priced = priceRun({ version: 'bad-1', findRates }, { usage: [row], model: null, at: AT })
    expect(priced.usage).toEqual([row])
    expect(priced.warnings.join()).toMatch(message)
  })

  it('tells why a known model has no cost', () => {
    const { usage, warnings } = run([usageOf({ outputTokens: null })])
    expect(usage[0]?.costMicroUsd).toBeNull()
    expect(warnings).toEqual([
      'The cost of big-1 is not known: its input or output was not measured.',
    ])
  })
})
