import { describe, expect, it } from 'vitest'
import { createResult } from '../../test/create-result.ts'
import { type Attempt, createModelUsage, createRunError } from '../contract/index.ts'
import { combineResults } from './combine-results.ts'

const FAILED = {
  outcome: 'failed',
  error: createRunError({ kind: 'overloaded', message: 'Busy' }, false),
} as const
const usage = (inputTokens: number): Attempt['usage'] => [
  createModelUsage({ model: 'm', inputTokens }),
]
const measured = (tokensUsed: number, cost: number): Partial<Attempt> => ({
  tokensUsed,
  usage: usage(tokensUsed),
  cost,
  costBasis: 'reported',
  billing: 'api',
})

describe('several results of one task', () => {
  it('are one result with the last answer and every attempt', () => {
    const first = createResult({ ...FAILED, ...measured(100, 0.1) }, { response: 'Half' })
    const second = createResult({ ...FAILED, ...measured(20, 0.2) })
    const third = createResult(measured(3, 1.014999), { response: 'Whole' })
    const combined = combineResults(combineResults(first, second), third)
    expect(combined).toMatchObject({ success: true, response: 'Whole', error: null })
    expect(combined.attempts.map(({ outcome, tokensUsed, cost }) => [outcome, tokensUsed, cost])) //
      .toEqual([
        ['failed', 100, 0.1],
        ['failed', 20, 0.2],
        ['completed', 3, 1.014999],
      ])
  })

  it('add up exactly', () => {
    const [one, other] = [createResult(measured(1, 0.1)), createResult(measured(2, 0.2))]
    const combined = combineResults(one, other)
    expect(combined).toMatchObject({ tokensUsed: 3, cost: 0.3, costBasis: 'reported' })
    expect(combined.usage).toEqual([...usage(1), ...usage(2)])
  })

  it('have no sum when one of them was not measured', () => {
    const blind = createResult({ ...FAILED, tokensUsed: null, usage: [], cost: null })
    expect(combineResults(blind, createResult(measured(2, 0.2)))).toMatchObject({
      tokensUsed: null,
      cost: null,
      costBasis: 'unknown',
    })
  })

  it('lose nothing by one that was never spawned, or that used no token', () => {
    const missing = createResult({ ...FAILED, pid: null, tokensUsed: null, cost: null })
    const refused = createResult({ ...FAILED, tokensUsed: 0, usage: usage(0), cost: null })
    const combined = combineResults(
      missing,
      combineResults(refused, createResult(measured(2, 0.2))),
    )
    expect(combined).toMatchObject({ tokensUsed: 2, cost: 0.2, costBasis: 'reported' })
    expect(combined.attempts).toHaveLength(3)
  })

  it('are estimated when a part is, and billed as both only if both are billed alike', () => {
    const credits = createResult({
      ...measured(1, 0.1),
      billing: 'credits',
      costBasis: 'estimated',
    })
    expect(combineResults(credits, createResult(measured(1, 0.1)))).toMatchObject({
      costBasis: 'estimated',
      billing: 'unknown',
    })
    expect(combineResults(credits, credits).billing).toBe('credits')
  })

  it('keep the files that any of them changed, and each warning once', () => {
    const changed = (path: string) => [{ path, change: 'updated' as const }]
    const one = createResult(FAILED, { fileChanges: changed('a'), warnings: ['old', 'same'] })
    const other = createResult({}, { fileChanges: changed('b'), warnings: ['same', 'new'] })
    expect(combineResults(one, other)).toMatchObject({
      fileChanges: [{ path: 'a' }, { path: 'b' }],
      warnings: ['old', 'same', 'new'],
    })
  })

  it('last from the first start to the last end, also by a clock that was set back', () => {
    const at = (startedAt: string, durationMs: number) => createResult({ startedAt, durationMs })
    const first = at('2026-11-01T10:00:00.000Z', 1000)
    const second = at('2026-11-01T10:00:05.000Z', 700)
    expect(combineResults(first, second).durationMs).toBe(5700)
    expect(combineResults(second, first).durationMs).toBe(1700)
  })
})
