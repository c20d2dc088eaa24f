import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { temporaryProject } from '../../../test/temporary-project.ts'
import { openStore } from '../open-store.ts'
import type { DelegationInput } from '../record/delegation-record.ts'
import type { CostKey } from './report-costs.ts'

const CREATED = '2026-11-20T10:00:00.000Z'

function storeOf(...records: readonly DelegationInput[]) {
  const store = openStore({ root: temporaryProject({}) })
  for (const [index, record] of records.entries()) {
    store.taskDelegations.create({
      ...{ taskId: `t${index}`, createdAt: CREATED, startedAt: CREATED, completedAt: CREATED },
      ...record,
    })
  }
  return store
}

const spent = (
  model: string,
  cost: number | null,
  more: DelegationInput = {},
): DelegationInput => ({
  ...{ model, cost, costBasis: cost === null ? 'unknown' : 'reported', agent: 'coder' },
  ...more,
})

describe('costs', () => {
  it('are added exactly, with what is not known beside them', () => {
    const store = storeOf(
      spent('big', 0.1, { tokensUsed: 10 }),
      spent('big', 0.2, { tokensUsed: 20, costBasis: 'estimated' }),
      spent('big', null, { status: 'failed', outcome: 'failed', tokensUsed: 5 }),
      spent('small', 0),
    )
    expect(store.costs()).toEqual({
      ...{ delegations: 4, usd: 0.3, estimatedUsd: 0.2, unmeasured: 1, averageUsd: 0.1 },
      ...{ tokens: 35, unmeasuredTokens: 1, completed: 3, failed: 1, usdPerCompleted: null },
      groups: [],
    })
  })

  it('have no average and no price of a success where there is none', () => {
    const none = { usd: 0, averageUsd: null, usdPerCompleted: null, unmeasured: 0, delegations: 0 }
    expect(storeOf().costs()).toMatchObject(none)
    const failed = storeOf(spent('big', 0.5, { status: 'failed', outcome: 'failed' })).costs()
    expect(failed).toMatchObject({ usd: 0.5, usdPerCompleted: null })
  })

  it('let each success pay for the failures', () => {
    const failed = spent('big', 0.5, { status: 'failed', outcome: 'failed' })
    expect(storeOf(spent('big', 0.1), failed).costs().usdPerCompleted).toBe(0.6)
  })

  it('leave out what never ran, and what still runs', () => {
    const never = { startedAt: null, completedAt: null }
    const store = storeOf(
      { ...never, status: 'pending' },
      { status: 'in-progress', completedAt: null },
      { ...never, status: 'cancelled', outcome: 'cancelled' },
      { status: 'cancelled', outcome: 'cancelled' },
    )
    expect(store.costs()).toMatchObject({ delegations: 1, unmeasured: 1 })
  })

  it('are grouped by several things at once, the most expensive first', () => {
    const store = storeOf(
      spent('big', 0.1, { taskType: 'testing' }),
      spent('big', 0.3, { taskType: 'debugging' }),
      spent('big', 0.05, { taskType: 'testing' }),
      spent('small', 0.2),
    )
    const { groups } = store.costs({ by: ['model', 'taskType'] })
    expect(groups.map(({ key, usd, delegations }) => [key, usd, delegations])).toEqual([
      [{ model: 'big', taskType: 'debugging' }, 0.3, 1],
      [{ model: 'small', taskType: null }, 0.2, 1],
      [{ model: 'big', taskType: 'testing' }, 0.15, 2],
    ])
  })

  it('are grouped by day, and taken from one on', () => {
    const store = storeOf(
      spent('big', 1, { createdAt: '2026-11-19T23:59:59.999Z' }),
      spent('big', 2, { createdAt: '2026-11-20T00:00:00.000Z' }),
    )
    const days = store.costs({ by: ['day'] }).groups.map(({ key, usd }) => [key.day, usd])
    expect(days).toEqual([
      ['2026-11-20', 2],
      ['2026-11-19', 1],
    ])
    expect(store.costs({ since: new Date('2026-11-20T00:00:00Z') }).usd).toBe(2)
  })

  it('can be those of some', () => {
    const store = storeOf(spent('big', 1), spent('small', 2))
    expect(store.costs({ where: { model: 'small' } }).usd).toBe(2)
  })

  it('refuse another group with the nearest one', () => {
    expect(() => storeOf().costs({ by: ['modle' as CostKey] })).toThrow(
      /costs: by has "modle"; expected model, agent/,
    )
  })

  it('of any groups add up to the whole', () => {
    const row = fc.record({
      model: fc.constantFrom('a', 'b', null),
      cost: fc.option(fc.nat(5_000_000).map((micro) => micro / 1e6)),
      status: fc.constantFrom('completed', 'failed'),
    })
    fc.assert(
      fc.property(fc.array(row, { maxLength: 12 }), (rows) => {
        const store = storeOf(...(rows as DelegationInput[]))
        const { groups, ...whole } = store.costs({ by: ['model', 'status'] })
        const micro = (name: 'usd' | 'delegations' | 'unmeasured') =>
          groups.reduce((sum, group) => sum + Math.round(group[name] * 1e6), 0)
        const spentMicro = rows.reduce((sum, { cost }) => sum + Math.round((cost ?? 0) * 1e6), 0)
        expect(Math.round(whole.usd * 1e6)).toBe(spentMicro)
        expect(micro('usd')).toBe(spentMicro)
        expect(micro('delegations')).toBe(rows.length * 1e6)
        expect(micro('unmeasured')).toBe(whole.unmeasured * 1e6)
        store.close()
      }),
      { numRuns: 20 },
    )
  })

  it('are the same without an index', () => {
    const store = storeOf(
      spent('big', 0.1, { taskType: 'testing' }),
      spent('big', null, { status: 'failed', outcome: 'failed' }),
      { startedAt: null, completedAt: null, status: 'cancelled', outcome: 'cancelled' },
    )
    const options = { by: ['model', 'day', 'taskType'] } as const
    const indexed = store.costs(options)
    store.close()
    rmSync(join(store.directory, '../index.sqlite'))
    mkdirSync(join(store.directory, '../index.sqlite'))
    expect(store.costs(options)).toEqual(indexed)
  })

  it('refuse to be taken from two days', () => {
    const options = { since: new Date(), where: { createdAt: { lte: CREATED } } }
    expect(() => storeOf().costs(options)).toThrow(/both since and where.createdAt/)
  })
})
