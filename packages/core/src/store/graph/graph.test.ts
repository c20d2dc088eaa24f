import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStore, type Store } from '../open-store.ts'

let root: string
let store: Store

beforeEach(() => {
  root = fs.mkdtempSync(join(tmpdir(), 'htmlgraph-graph-'))
})

afterEach(() => {
  store.close()
  fs.rmSync(root, { recursive: true, force: true })
})

const folder = (...names: readonly string[]): string => join(root, '.htmlgraph', ...names)

/** Two designs, and three tasks of which each waits for the one before. */
function createNodes(): void {
  store.taskDelegations.create({ taskId: 'plan' })
  store.taskDelegations.create({ taskId: 'build', dependsOn: ['plan'], parent: 'plan' })
  store.taskDelegations.create({ taskId: 'test', dependsOn: ['build', 'gone'] })
  const designs = store.collection('designs')
  designs.create({ id: 'page', title: 'Page', links: [link('explains', 'task-delegations/build')] })
  designs.create({ id: 'form', title: 'Form', links: [link('part-of', 'page')] })
}

const link = (relationship: string, to: string) => ({ relationship, to })

const namesOf = (nodes: readonly { collection: string; id: string }[]): readonly string[] =>
  nodes.map(({ collection, id }) => `${collection}/${id}`)

describe.each([
  ['with an index', () => {}],
  ['without one', () => fs.mkdirSync(folder('index.sqlite'), { recursive: true })],
])('the graph %s', (_, prepare) => {
  beforeEach(() => {
    prepare()
    store = openStore({ root })
    createNodes()
  })

  it('tells the links at a node, both ways and one', () => {
    const told = (options?: Parameters<Store['edges']>[1]): readonly string[] =>
      store
        .edges('build', options)
        .map(({ source, relationship, target }) => `${source.id} ${relationship} ${target?.id}`)
    const [out, into] = [
      ['build depends-on plan', 'build parent plan'],
      ['page explains build', 'test depends-on build'],
    ]
    expect(told()).toEqual([...out, ...into])
    expect(told({ direction: 'out' })).toEqual(out)
    expect(told({ direction: 'in' })).toEqual(into)
    expect(told({ relationship: ['explains', 'parent'] })).toEqual([out[1], into[0]])
  })

  it('tells a link that leads nowhere, or out of the store', () => {
    expect(store.edges('test').map(({ target }) => target?.id)).toEqual(['build', 'gone'])
    const path = folder('designs', 'form.html')
    const text = fs.readFileSync(path, 'utf8').replace('page.html', 'https://example.com/')
    fs.writeFileSync(path, text)
    expect(store.edges('form')).toEqual([
      expect.objectContaining({ target: null, href: 'https://example.com/' }),
    ])
  })

  it('goes along links as far as it is told, each node once and the nearest first', () => {
    const reached = (...options: Parameters<Store['traverse']>): readonly unknown[] =>
      store.traverse(...options).map(({ id, depth }) => `${id} ${depth}`)
    expect(reached('form')).toEqual(['page 1', 'build 2', 'plan 3'])
    expect(reached('form', { depth: 2 })).toEqual(['page 1', 'build 2'])
    expect(reached('plan', { direction: 'in' })).toEqual(['build 1', 'page 2', 'test 2', 'form 3'])
    expect(reached('plan', { direction: 'in', relationship: 'depends-on' })).toEqual([
      'build 1',
      'test 2',
    ])
    expect(reached('build', { direction: 'both', depth: 1 })).toEqual([
      'plan 1',
      'page 1',
      'test 1',
    ])
    expect(store.traverse('form')[1]?.edge).toMatchObject({ relationship: 'explains' })
  })

  it('puts nodes behind what they depend on', () => {
    expect(namesOf(store.order())).toEqual([
      'task-delegations/plan',
      'task-delegations/build',
      'task-delegations/test',
    ])
    expect(namesOf(store.order({ nodes: ['test', 'designs/page', 'plan'] }))).toEqual([
      'task-delegations/test',
      'designs/page',
      'task-delegations/plan',
    ])
    expect(namesOf(store.order({ collection: 'designs', relationship: 'part-of' }))).toEqual([
      'designs/page',
      'designs/form',
    ])
  })

  it('names a cycle', () => {
    store.taskDelegations.update('plan', { dependsOn: ['test'] })
    expect(() => store.order()).toThrow(
      expect.objectContaining({
        code: 'HG_GRAPH_CYCLE',
        message: expect.stringMatching(
          /^There is no order by depends-on: (task-delegations\/\w+ → ){3}task-delegations\/\w+\.$/,
        ),
      }),
    )
    store.taskDelegations.update('plan', { dependsOn: ['plan'] })
    expect(() => store.order()).toThrow('task-delegations/plan → task-delegations/plan.')
  })

  it('sees links that others wrote, and that are no more', () => {
    const other = openStore({ root })
    expect(other.edges('build', { relationship: 'explains' })).toHaveLength(1)
    store.collection('designs').update('page', { links: [] })
    store
      .collection('notes')
      .create({ id: 'n', title: 'N', links: [link('explains', 'task-delegations/build')] })
    expect(
      other.edges('build', { relationship: 'explains' }).map(({ source }) => source.id),
    ).toEqual(['n'])
    fs.rmSync(folder('notes', 'n.html'))
    expect(other.edges('build', { relationship: 'explains' })).toEqual([])
    other.close()
  })

  it('asks for the collection of an id that several have', () => {
    store.collection('designs').create({ id: 'plan', title: 'Plan' })
    expect(() => store.edges('plan')).toThrow('several collections have this id')
    expect(store.edges('designs/plan')).toEqual([])
    expect(store.edges({ collection: 'task-delegations', id: 'plan' })).toHaveLength(2)
  })

  it.each([
    [() => store.edges('biuld'), 'There is no node "biuld".', 'Did you mean "build"?'],
    [() => store.edges('designs/build'), 'There is no node "designs/build".', null],
    [() => store.edges('../x'), 'node is "../x"; expected an id', null],
    [() => store.edges('build', { direction: 'up' as never }), 'expected out, in, both', null],
    [() => store.edges('build', { relation: 'x' } as never), 'edges takes no field', null],
    [() => store.traverse('build', { depth: 0 }), 'depth is 0; expected', null],
    [() => store.traverse('build', { relationship: [] }), 'expected a name, or a list', null],
    [() => store.order({ collection: '../x' }), 'The node id "../x"', null],
    [() => store.order({ nodes: ['gone'] }), 'There is no node "gone".', null],
  ])('says what is wrong with a question (%#)', (ask, message, hint) => {
    expect(ask).toThrow(expect.objectContaining({ message: expect.stringContaining(message) }))
    if (hint !== null) expect(ask).toThrow(expect.objectContaining({ hint }))
  })
})

describe('an order', () => {
  it('is one whatever the links are, unless they go round', () => {
    const ids = ['a', 'b', 'c', 'd', 'e']
    const anyLinks = fc.uniqueArray(fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...ids)), {
      selector: String,
      maxLength: 8,
    })
    store = openStore({ root })
    for (const taskId of ids) store.taskDelegations.create({ taskId })
    fc.assert(
      fc.property(anyLinks, (links) => {
        for (const id of ids) {
          const dependsOn = links.filter(([from]) => from === id).map(([, to]) => to)
          store.taskDelegations.update(id, { dependsOn })
        }
        try {
          const order = store.order().map(({ id }) => id)
          expect(order.toSorted()).toEqual(ids)
          for (const [from, to] of links) {
            expect(order.indexOf(from)).toBeGreaterThan(order.indexOf(to))
          }
        } catch (error) {
          const nodes = (error as { details?: { nodes?: string[] } }).details?.nodes
          if (nodes === undefined) throw error
          const round = nodes.map((name) => name.split('/')[1])
          expect(round[0]).toBe(round.at(-1))
          round.slice(1).forEach((to, place) => {
            expect(links).toContainEqual([round[place], to])
          })
        }
      }),
      { numRuns: 60, seed: 1 },
    )
  })

  it('of a chain of many thousand nodes needs no deep stack', () => {
    fs.mkdirSync(folder('chain'), { recursive: true })
    const length = 12_000
    for (let number = 0; number < length; number += 1) {
      const next = `<a data-relationship="depends-on" href="n${number + 1}.html">next</a>`
      const text = `<article id="n${number}" data-type="x"><nav data-graph-edges>${next}</nav></article>`
      fs.writeFileSync(folder('chain', `n${number}.html`), text)
    }
    store = openStore({ root })
    const order = store.order({ collection: 'chain' })
    expect(order).toHaveLength(length)
    expect([order[0]?.id, order.at(-1)?.id]).toEqual([`n${length - 1}`, 'n0'])
  }, 60_000)
})
