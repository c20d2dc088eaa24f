import { readFileSync } from 'node:fs'
import { createModelUsage, priceUsage } from '@htmlgraph/core/provider'
import { calcPrice } from '@pydantic/genai-prices'
import { describe, expect, it } from 'vitest'
import plugin, { createCostPlugin, createPriceBook, type PriceRow, prices } from './index.ts'

const ROW: PriceRow = { model: 'acme-1', input: 1, output: 5, source: 'a contract' }
const AUTUMN = new Date('2026-12-31T23:59:59.999Z')
const NEW_YEAR = new Date('2027-01-01T00:00:00.000Z')
const book = (...rows: object[]) => createPriceBook({ version: '1', rows: rows as PriceRow[] })

describe('createPriceBook', () => {
  it('knows exact ids only', () => {
    const { findRates } = book(ROW)
    expect(findRates('acme-1', AUTUMN)).toMatchObject({ input: 1, output: 5, cachedInput: null })
    for (const other of ['acme', 'acme-1-2026', 'ACME-1', 'constructor', '']) {
      expect(findRates(other, AUTUMN)).toBeNull()
    }
  })

  it('changes the price on the day it changes, UTC', () => {
    const { findRates } = book(
      { ...ROW, validFrom: '2027-01-01', input: 2 },
      { ...ROW, validTo: '2027-01-01' },
    )
    expect(findRates('acme-1', AUTUMN)?.input).toBe(1)
    expect(findRates('acme-1', NEW_YEAR)?.input).toBe(2)
  })

  it('knows no price before the first and after the last day', () => {
    const { findRates } = book({ ...ROW, validFrom: '2026-12-31', validTo: '2027-01-01' })
    expect(findRates('acme-1', new Date('2026-12-30T23:59:59Z'))).toBeNull()
    expect(findRates('acme-1', AUTUMN)).not.toBeNull()
    expect(findRates('acme-1', NEW_YEAR)).toBeNull()
  })

  it.for([
    ['a gap', [{ validTo: '2026-01-01' }, { validFrom: '2026-01-02' }], /leave a gap/],
    ['an overlap', [{ validTo: '2026-01-03' }, { validFrom: '2026-01-02' }], /overlap/],
    ['two prices for ever', [{}, {}], /overlap/],
  ] as const)('refuses %s', ([, spans, message]) => {
    expect(() => book(...spans.map((span) => ({ ...ROW, ...span })))).toThrow(message)
  })

  it.for([
    [{ input: -1 }, /row 1: input is -1; expected US dollars per million tokens/],
    [{ output: Number.NaN }, /output is NaN/],
    [{ output: undefined }, /output is undefined/],
    [{ cachedInput: '0.1' }, /cachedInput is 0.1/],
    [{ input: 0.123_456_7 }, /at most six decimals/],
    [{ currency: 'EUR' }, /currency is "EUR"; expected USD/],
    [{ model: '' }, /model is ""/],
    [{ source: '' }, /source is missing/],
    [{ price: 1 }, /it has "price"; expected only input/],
    [{ validFrom: '1.1.2027' }, /a day is "1.1.2027"/],
    [{ validFrom: '2027-01-01', validTo: '2026-01-01' }, /expected the later day as validTo/],
    [{ longContextAbove: 0 }, /longContextAbove is 0/],
  ] as const)('refuses a row with %j', ([change, message]) => {
    expect(() => book({ ...ROW, ...change })).toThrow(message)
  })
})

describe('the prices of this package', () => {
  it('are those of the catalogue, as the script writes them', async () => {
    const { formatPrices, readCatalog } = await import(
      '../../../tooling/prices/src/read-catalog.ts'
    )
    const catalog = new URL('../../../tooling/prices/model_catalog_2026-11.csv', import.meta.url)
    const file = readFileSync(new URL('prices.json', import.meta.url), 'utf8')
    expect(formatPrices(readCatalog(readFileSync(catalog, 'utf8')))).toBe(file)
  })

  it('double for three models on the first day of 2027', () => {
    const rates = (at: Date): unknown =>
      ['gemini-3.6-flash', 'gemini-3.7-flash', 'gemini-3.8-flash'].map((model) => {
        const { input, output, cachedInput } = plugin.pricing?.findRates(model, at) ?? {}
        return [input, output, cachedInput]
      })
    expect(rates(AUTUMN)).toEqual(Array(3).fill([0.75, 3.75, 0.075]))
    expect(rates(NEW_YEAR)).toEqual(Array(3).fill([1.5, 7.5, 0.15]))
  })

  it('give way to those of a project, whole models at a time, which shows in the version', () => {
    const { pricing } = createCostPlugin({ prices: [{ ...ROW, model: 'gemini-3.8-flash' }] })
    expect(pricing?.version).toBe('2026-11+project')
    expect(pricing?.findRates('gemini-3.8-flash', NEW_YEAR)).toMatchObject({ input: 1, output: 5 })
    expect(pricing?.findRates('gpt-6-luna', NEW_YEAR)?.input).toBe(0.1)
  })

  it('give what a public price library gives, for the models it knows', () => {
    const buckets = { inputTokens: 9_000, cachedInputTokens: 30_000, outputTokens: 700 }
    const usage = createModelUsage({ ...buckets, cacheWriteTokens: 0, cacheWriteLongTokens: 0 })
    // It counts what came from a cache as input as well.
    const theirs = { input_tokens: 39_000, cache_read_tokens: 30_000, output_tokens: 700 }
    const compared = prices.flatMap(({ model }) => {
      const rates = plugin.pricing?.findRates(model, AUTUMN)
      const price = calcPrice(theirs, model, { timestamp: AUTUMN })
      // Its match is fuzzy: an id it does not have is given to another model.
      if (!rates || price?.model.id !== model || rates.cachedInput === null) return []
      // Of Grok it has the prices of x.ai, where a cache is cheaper than at GitHub.
      if (model.startsWith('grok-')) return []
      const ours = priceUsage(usage, rates).costMicroUsd
      return [[model, ours, Math.round(price.total_price * 1e6)] as const]
    })
    expect(compared.filter(([, ours, other]) => ours !== other)).toEqual([])
    expect(compared.length).toBeGreaterThan(20)
  })
})
