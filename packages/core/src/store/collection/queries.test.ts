import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStore, type Store } from '../open-store.ts'
import type { DelegationFilter, TaskDelegations } from './task-delegations.ts'

let root: string
let store: Store
let delegations: TaskDelegations

beforeEach(() => {
  root = fs.mkdtempSync(join(tmpdir(), 'htmlgraph-queries-'))
  store = openStore({ root })
  delegations = store.taskDelegations
  const at = (minute: number): string => `2026-11-01T10:0${minute}:00.000Z`
  delegations.create({
    taskId: 'a',
    agent: 'coder',
    status: 'failed',
    cost: 0.1,
    model: 'm',
    createdAt: at(0),
    prompt: 'Fix the login page',
    tokensUsed: 10,
  })
  delegations.create({
    taskId: 'b',
    agent: 'tester',
    cost: 0.2,
    model: 'm',
    createdAt: at(1),
    output: 'Crème brûlée, really.',
    dependsOn: ['a'],
    round: 7,
  })
  delegations.create({
    taskId: 'c',
    agent: 'coder',
    status: 'pending',
    createdAt: at(2),
    prompt: 'Log in again',
    dependsOn: ['a', 'b'],
    parent: 'b',
    round: '7',
  })
  delegations.create({
    taskId: 'd',
    agent: null,
    cost: 3,
    model: 'n',
    createdAt: at(3),
    sessionId: 'session-9',
    round: true,
  })
})

afterEach(() => {
  store.close()
  fs.rmSync(root, { recursive: true, force: true })
})

const found = (filter: DelegationFilter): string =>
  delegations
    .where(filter)
    .map(({ taskId }) => taskId)
    .join('')

describe('where', () => {
  it.each<[string, DelegationFilter, string]>([
    ['no less than a number', { cost: { gte: 0.2 } }, 'bd'],
    ['less than a number', { cost: { lt: 0.2 } }, 'a'],
    ['two limits', { cost: { gt: 0.1, lte: 0.2 } }, 'b'],
    ['a time', { createdAt: { gte: '2026-11-01T11:02:00+01:00' } }, 'cd'],
    ['a list', { agent: { in: ['tester', null] } }, 'bd'],
    ['what is not so', { agent: { not: 'coder' } }, 'bd'],
    ['none of a list', { status: { not: ['failed', 'pending'] } }, 'bd'],
    ['not within limits', { cost: { not: { gte: 0.2 } } }, 'ac'],
    ['a part of a text', { prompt: { contains: 'login' } }, 'a'],
    ['a part of a name', { agent: { contains: 'ode' } }, 'ac'],
    ['an attribute without a column', { sessionId: 'session-9' }, 'd'],
    ['a default that is not written down', { billing: 'unknown', version: 1 }, 'abcd'],
    ['an element of a list', { dependsOn: { contains: 'b' } }, 'c'],
    ['no element of a list', { dependsOn: { not: ['b'] } }, 'abd'],
    ['a parent', { parent: { not: null } }, 'c'],
    ['a number among the properties', { properties: { round: { gte: 1 } } }, 'b'],
    ['a text among the properties', { properties: { round: { contains: '7' } } }, 'c'],
    ['what a property is not', { properties: { round: { not: true } } }, 'abc'],
  ])('finds by %s', (_, filter, ids) => {
    expect(found(filter)).toBe(ids)
  })

  it('names the nearest operator for one that there is not', () => {
    expect(() => delegations.where({ cost: { gt2: 1 } } as never)).toThrow(
      expect.objectContaining({
        code: 'HG_QUERY_INVALID',
        message: 'cost has no operator "gt2".',
        hint: expect.stringContaining('"gt"'),
      }),
    )
  })

  it('refuses what a field cannot be compared with', () => {
    expectError(() => delegations.where({ cost: { gte: 'much' } } as never), 'HG_OPTION_INVALID')
    expectError(() => delegations.where({ cost: { contains: '1' } } as never), 'HG_QUERY_INVALID')
    expectError(() => delegations.where({ cost: {} } as never), 'HG_QUERY_INVALID')
    expectError(() => delegations.where({}, { sort: 'prompt' }), 'HG_FIELD_UNKNOWN')
    expectError(() => delegations.where({}, { limit: 0 }), 'HG_OPTION_INVALID')
    expectError(() => delegations.where({}, { limits: 1 } as never), 'HG_FIELD_UNKNOWN')
  })

  it('sorts either way, those without a value last', () => {
    const ids = (sort: string): string =>
      delegations
        .where({}, { sort })
        .map(({ taskId }) => taskId)
        .join('')
    expect([ids('cost'), ids('-cost'), ids('-taskId')]).toEqual(['abdc', 'dbac', 'dcba'])
  })

  it.each(['createdAt', '-cost', 'model', 'taskId'])('goes page by page by %s', (sort) => {
    const all = delegations.where({}, { sort }).map(({ taskId }) => taskId)
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const page = delegations.page({}, { sort, limit: 1, ...(cursor === null ? {} : { cursor }) })
      seen.push(...page.nodes.map(({ taskId }) => taskId))
      ;({ cursor } = page)
    } while (cursor !== null)
    expect(seen).toEqual(all)
  })

  it('refuses a cursor of another order', () => {
    const { cursor } = delegations.page({}, { limit: 1 })
    expectError(
      () => delegations.page({}, { sort: 'cost', cursor: String(cursor) }),
      'HG_QUERY_INVALID',
    )
    expectError(() => delegations.page({}, { cursor: 'nonsense' }), 'HG_QUERY_INVALID')
  })

  it('finds the same with and without an index', () => {
    const blind = openStore({ root })
    fs.renameSync(join(root, '.htmlgraph/index.sqlite'), join(root, 'kept.sqlite'))
    fs.mkdirSync(join(root, '.htmlgraph/index.sqlite'))
    const value = fc.constantFrom<unknown>('coder', 'tester', null, 'm', 'n')
    const operator = fc.oneof(
      value,
      fc.array(value, { maxLength: 2 }),
      fc.record({ not: value }),
      fc.record({ in: fc.array(value, { maxLength: 2 }) }),
      fc.constantFrom({ contains: 'e' }, { gt: 'coder' }, { not: { lte: 'coder' } }),
    )
    const property = fc.constantFrom<unknown>(
      7,
      '7',
      true,
      null,
      { gt: 1 },
      { not: 7 },
      { contains: '7' },
    )
    const filter = fc.record(
      {
        agent: operator,
        model: operator,
        properties: fc.record({ round: property }),
        cost: fc.constantFrom({ gte: 0.2 }, null, { not: { lt: 1 } }),
      },
      { requiredKeys: [] },
    )
    const sort = fc.constantFrom('createdAt', '-cost', 'agent', '-model')
    fc.assert(
      fc.property(filter, sort, (where, order) => {
        const options = { sort: order }
        const ids = blind.taskDelegations.where(where as never, options).map(({ taskId }) => taskId)
        expect(delegations.where(where as never, options).map(({ taskId }) => taskId)).toEqual(ids)
        expect(delegations.count(where as never)).toBe(ids.length)
      }),
      { numRuns: 300 },
    )
    expect(blind.taskDelegations.sum('cost')).toEqual(delegations.sum('cost'))
  })
})

describe('select', () => {
  it('gives a few fields, in the order that was asked for', () => {
    const rows = delegations.select(
      ['taskId', 'cost', 'billing'],
      { agent: 'coder' },
      { sort: '-createdAt' },
    )
    expect(rows).toEqual([
      { taskId: 'c', cost: null, billing: 'unknown' },
      { taskId: 'a', cost: 0.1, billing: 'unknown' },
    ])
  })

  it('sees a file that was edited in place', () => {
    edit('a', (html) => html.replace('data-agent="coder"', 'data-agent="maker"'))
    expect(delegations.select(['taskId'], { agent: 'coder' })).toEqual([{ taskId: 'c' }])
    expect(delegations.select(['agent'], { taskId: 'a' })).toEqual([{ agent: 'maker' }])
  })

  it('refuses a text that only the file holds', () => {
    expectError(() => delegations.select(['prompt'] as never), 'HG_FIELD_UNKNOWN')
  })
})

describe('count, sum and groupBy', () => {
  it('add up what is measured and say what is not', () => {
    expect(delegations.count({ agent: 'coder' })).toBe(2)
    expect(delegations.sum('cost')).toEqual({ sum: 3.3, measured: 3, unmeasured: 1 })
    expect(delegations.sum('tokensUsed', { agent: 'tester' })).toEqual({
      sum: 0,
      measured: 0,
      unmeasured: 1,
    })
    expect(delegations.sum('properties.round')).toEqual({ sum: 7, measured: 1, unmeasured: 3 })
    expect(delegations.count({ prompt: { contains: 'g' } })).toBe(2)
  })

  it('group by the values of a field, those without one last', () => {
    expect(delegations.groupBy('model', { sum: ['cost'] })).toEqual([
      { value: 'm', count: 2, sums: { cost: { sum: 0.3, measured: 2, unmeasured: 0 } } },
      { value: 'n', count: 1, sums: { cost: { sum: 3, measured: 1, unmeasured: 0 } } },
      { value: null, count: 1, sums: { cost: { sum: 0, measured: 0, unmeasured: 1 } } },
    ])
  })

  it('name the nearest field', () => {
    expect(() => delegations.sum('costs')).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('"cost"') }),
    )
    expectError(() => delegations.groupBy('nothing'), 'HG_FIELD_UNKNOWN')
  })
})

describe('query', () => {
  it('finds elements by a CSS selector', () => {
    const matches = delegations.query(
      'article[data-agent="coder"] a[data-relationship="depends-on"]',
    )
    expect(
      matches.map(({ node, elements }) => [node.taskId, elements.map(({ text }) => text)]),
    ).toEqual([['c', ['a', 'b']]])
    expect(delegations.query('[data-status="failed"]').map(({ node }) => node.taskId)).toEqual([
      'a',
    ])
    expect(
      delegations.query('article:not([data-cost-usd]), #a').map(({ node }) => node.taskId),
    ).toEqual(['a', 'c'])
  })

  it('finds an article inside of an article', () => {
    edit('d', (html) =>
      html.replace('</article>', '<article data-status="failed"></article></article>'),
    )
    const matches = delegations.query('article[data-status="failed"]', { strict: true })
    expect(matches.map(({ node }) => node.taskId)).toEqual(['a', 'd'])
  })

  it('says what is wrong with a selector, and where', () => {
    expectError(() => delegations.query('article['), 'HG_QUERY_INVALID')
    expectError(() => delegations.query(''), 'HG_QUERY_INVALID')
    expectError(() => delegations.query('a:nonsense(1)'), 'HG_QUERY_INVALID')
  })
})

describe('search', () => {
  const hits = (words: string): string =>
    delegations
      .search(words)
      .map(({ node }) => node.taskId)
      .join('')

  it('finds words, phrases and beginnings, whatever their accents and case', () => {
    expect([
      hits('LOGIN'),
      hits('creme'),
      hits('"login page"'),
      hits('brul*'),
      hits('log*'),
    ]).toEqual(['a', 'b', 'a', 'b', 'ca'])
    expect([hits('page login'), hits('"page login"'), hits('login nothing')]).toEqual(['a', '', ''])
  })

  it('shows the words with what is around them', () => {
    expect(delegations.search('really')[0]?.excerpt).toBe('Crème brûlée, really.')
  })

  it('finds what was changed since', () => {
    expect(hits('fresh')).toBe('')
    delegations.update('a', { output: 'a fresh start' })
    expect([hits('fresh'), hits('login')]).toEqual(['a', 'a'])
    delegations.delete('a')
    expect(hits('fresh')).toBe('')
  })

  it('takes nothing of the words for an order', () => {
    expect(hits('login OR nothing')).toBe('')
    expect(hits('login" *)(')).toBe('a')
    expectError(() => delegations.search('"" *'), 'HG_QUERY_INVALID')
  })
})

// Faults: an index that is missing, broken, old or a lie.
describe('the index', () => {
  const path = (): string => join(root, '.htmlgraph/index.sqlite')

  it.each<[string, () => void]>([
    ['missing', () => fs.rmSync(path())],
    ['cut off', () => fs.truncateSync(path(), 100)],
    ['no index', () => fs.writeFileSync(path(), 'hello '.repeat(1000))],
    ['empty', () => fs.writeFileSync(path(), '')],
  ])('is made anew when it is %s', (_, harm) => {
    store.close()
    for (const ending of ['-wal', '-shm']) fs.rmSync(`${path()}${ending}`, { force: true })
    harm()
    expect(found({ agent: 'coder' })).toBe('ac')
    expect(delegations.create({ taskId: 'e', agent: 'coder' }).taskId).toBe('e')
    expect(found({ agent: 'coder' })).toBe('ace')
  })

  it('is made anew when it goes away while it is open', () => {
    expect(found({})).toBe('abcd')
    for (const ending of ['', '-wal', '-shm']) fs.rmSync(`${path()}${ending}`, { force: true })
    delegations.update('a', { agent: 'maker' })
    expect([found({ agent: 'maker' }), found({})]).toEqual(['a', 'abcd'])
    expect(openStore({ root }).taskDelegations.count()).toBe(4)
  })

  it('follows files that come and go without us', () => {
    expect(found({})).toBe('abcd')
    fs.rmSync(store.pathOf('b'))
    fs.writeFileSync(
      store.pathOf('e'),
      fs.readFileSync(store.pathOf('a'), 'utf8').replaceAll('"a"', '"e"'),
    )
    expect([found({}), delegations.count()]).toEqual(['aecd', 4])
  })

  it('sees an edit in place that brings a node into a result when it is strict', () => {
    expect(found({ agent: 'maker' })).toBe('')
    edit('b', (html) => html.replace('data-agent="tester"', 'data-agent="maker"'))
    expect(delegations.where({ agent: 'maker' }, { strict: true })).toHaveLength(1)
  })

  it('never gives a node that does not match any more', () => {
    expect(found({ agent: 'tester' })).toBe('b')
    edit('b', (html) => html.replace('data-agent="tester"', 'data-agent="maker"'))
    expect(found({ agent: 'tester' })).toBe('')
  })
})

describe('ids', () => {
  it('that differ in case only are one', () => {
    expectError(() => delegations.create({ taskId: 'A' }), 'HG_TASK_EXISTS')
    expect(found({})).toBe('abcd')
  })
})

describe('update', () => {
  it('fails when somebody was faster and it may not try again', () => {
    const change = (): { agent: string } => {
      openStore({ root }).taskDelegations.update('a', { output: 'theirs' })
      return { agent: 'mine' }
    }
    expectError(() => delegations.update('a', change, { retry: false }), 'HG_CONFLICT')
    expect(delegations.get('a')).toMatchObject({ output: 'theirs', agent: 'coder' })
  })

  it('tries again from what somebody else wrote', () => {
    let tries = 0
    delegations.update('a', ({ output }) => {
      tries += 1
      if (tries === 1) openStore({ root }).taskDelegations.update('a', { output: 'theirs' })
      return { agent: `${output}, mine` }
    })
    expect(delegations.get('a')).toMatchObject({
      output: 'theirs',
      agent: 'theirs, mine',
      version: 3,
    })
  })
})

function edit(taskId: string, change: (html: string) => string): void {
  fs.writeFileSync(store.pathOf(taskId), change(fs.readFileSync(store.pathOf(taskId), 'utf8')))
}

function expectError(run: () => unknown, code: string): void {
  expect(run).toThrow(expect.objectContaining({ code }))
}
