import { type ModelUsage, totalCostMicroUsd, totalTokens } from '@htmlgraph/core/provider'
import { describe, expect, it } from 'vitest'
import { addUsage } from './events.ts'

const MODEL = 'claude-opus-5-5'

/** A row as 2.1.330 prints it. */
const row = (changes: object = {}): object => ({
  inputTokens: 100,
  outputTokens: 7,
  cacheReadInputTokens: 300,
  cacheCreationInputTokens: 20,
  costUSD: 0.0007000000000000001,
  thinkingTokens: 3,
  cacheCreationEphemeral5mInputTokens: 0,
  cacheCreationEphemeral1hInputTokens: 0,
  costBasis: 'list',
  ...changes,
})

const usage = {
  input_tokens: 100,
  cache_creation_input_tokens: 20,
  cache_read_input_tokens: 300,
  output_tokens: 1,
}
const noUsage = {
  input_tokens: 0,
  cache_creation_input_tokens: 0,
  cache_read_input_tokens: 0,
  output_tokens: 0,
}

const fold = (...results: object[]): readonly ModelUsage[] =>
  results.reduce<readonly ModelUsage[]>((rows, result) => addUsage(rows, { ...result }, MODEL), [])

const last = (models: object): object => ({ model_usage_since_last_result: models })

describe('the usage of Claude Code', () => {
  it('comes in buckets that do not overlap, with the cost in whole micro-dollars', () => {
    expect(fold(last({ [MODEL]: row() }))).toEqual([
      {
        model: MODEL,
        inputTokens: 100,
        cachedInputTokens: 300,
        cacheWriteTokens: 20,
        cacheWriteLongTokens: null,
        outputTokens: 7,
        reasoningTokens: 3,
        costMicroUsd: 700,
        priceVersion: null,
      },
    ])
  })

  it('counts cache writes once and reasoning inside the output', () => {
    expect(totalTokens(fold(last({ [MODEL]: row() })))).toBe(427)
  })

  it('does not bill the earlier runs of a resumed session again', () => {
    const rows = fold({
      ...last({ [MODEL]: row() }),
      total_cost_usd: 0.0042,
      modelUsage: { [MODEL]: row({ inputTokens: 600, costUSD: 0.0042 }) },
    })
    expect(totalTokens(rows)).toBe(427)
    expect(totalCostMicroUsd(rows)).toBe(700)
  })

  it('has the subagents in it, which `usage` leaves out', () => {
    const rows = fold({
      ...last({ [MODEL]: row(), 'claude-haiku-5-5': row({ costUSD: 0.000019 }) }),
      usage,
    })
    expect(totalTokens(rows)).toBe(854)
    expect(totalCostMicroUsd(rows)).toBe(719)
  })

  it('adds up several results a model at a time', () => {
    const rows = fold(last({ [MODEL]: row() }), last({ [MODEL]: row(), other: row() }))
    expect(rows.map(({ model, inputTokens }) => [model, inputTokens])).toEqual([
      [MODEL, 200],
      ['other', 100],
    ])
    expect(totalCostMicroUsd(rows)).toBe(2100)
  })

  it.for(['unknown', undefined, null])('knows no cost when its basis is %s', (costBasis) => {
    const rows = fold(last({ [MODEL]: row(), odd: row({ costBasis }) }))
    expect(rows[1]?.costMicroUsd).toBeNull()
    expect(totalCostMicroUsd(rows)).toBeNull()
  })

  it('keeps the one-hour part of what was written when the API splits it', () => {
    const split = {
      cacheCreationEphemeral5mInputTokens: 5,
      cacheCreationEphemeral1hInputTokens: 15,
    }
    expect(fold(last({ [MODEL]: row(split) }))[0]).toMatchObject({
      cacheWriteTokens: 20,
      cacheWriteLongTokens: 15,
    })
  })

  it('falls back to `usage` without a price when no model was counted', () => {
    const rows = fold({ ...last({}), usage, total_cost_usd: 0 })
    expect(totalTokens(rows)).toBe(421)
    expect(rows[0]).toMatchObject({ model: MODEL, costMicroUsd: null })
  })

  it('has 0 tokens and no price when the API answered with errors alone', () => {
    const rows = fold({ ...last({}), usage: noUsage, terminal_reason: 'api_error' })
    expect([totalTokens(rows), totalCostMicroUsd(rows)]).toEqual([0, null])
  })

  it('takes zeros for unmeasured when the budget ended the run', () => {
    const rows = fold({ ...last({}), usage: noUsage, terminal_reason: 'budget_exhausted' })
    expect([totalTokens(rows), totalCostMicroUsd(rows)]).toEqual([null, null])
  })

  it('does not lose the price of a result to an empty one after it', () => {
    const rows = fold(last({ [MODEL]: row() }), { ...last({}), usage: noUsage })
    expect([totalTokens(rows), totalCostMicroUsd(rows)]).toEqual([427, 700])
  })

  it('measures nothing where nothing is printed', () => {
    expect(fold({})).toEqual([])
    expect(totalTokens(fold({ usage: 'broken', model_usage_since_last_result: [] }))).toBeNull()
  })

  it('takes no half measurement for a whole one', () => {
    const rows = fold(
      last({ [MODEL]: row({ thinkingTokens: undefined }) }),
      last({ [MODEL]: row() }),
    )
    expect(rows[0]?.reasoningTokens).toBeNull()
    expect(fold(last({ [MODEL]: row({ inputTokens: -5 }) }))[0]?.inputTokens).toBeNull()
  })
})
