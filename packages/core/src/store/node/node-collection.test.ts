import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { load } from 'cheerio'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStore, type Store } from '../open-store.ts'
import type { NodeInput } from './graph-node.ts'
import type { NodeCollection } from './node-collection.ts'

let root: string
let store: Store
let features: NodeCollection

beforeEach(() => {
  root = fs.mkdtempSync(join(tmpdir(), 'htmlgraph-nodes-'))
  store = openStore({ root, now: () => new Date('2026-11-27T08:00:00Z') })
  features = store.collection('features')
})

afterEach(() => {
  store.close()
  fs.rmSync(root, { recursive: true, force: true })
})

describe('create', () => {
  it('writes a page that shows all of the node and runs nothing', () => {
    const node = features.create({
      id: 'login',
      title: 'Log in <b>',
      status: 'todo',
      priority: 'high',
      agent: 'coder',
      attributes: { 'data-track': 'web' },
      properties: { effort: 3, code: '007', done: false, nothing: null },
      steps: ['Draw', { text: 'Build', completed: true }],
      links: [{ relationship: 'depends-on', to: 'schema' }],
      content: '<script>alert(1)</script>',
    })
    expect(features.get('login')).toEqual(node)
    expect(node).toMatchObject({
      type: 'feature',
      createdAt: '2026-11-27T08:00:00.000Z',
      attributes: { 'data-track': 'web', 'data-status': 'todo' },
      links: [{ target: { collection: 'features', id: 'schema' }, label: 'schema' }],
    })
    const text = fs.readFileSync(join(root, '.htmlgraph/features/login.html'), 'utf8')
    expect(text.indexOf("default-src 'none'")).toBeLessThan(text.indexOf('<title>'))
    expect(text).not.toContain('<script')
    expect(text.indexOf('data-track')).toBeLessThan(4096)
  })

  it('makes an id and a type of the name of the collection', () => {
    expect(features.create({ title: 'One' })).toMatchObject({
      id: expect.stringMatching(/^feature-20261127-080000-[0-9a-f]{8}$/),
      type: 'feature',
    })
    expect(features.create({ title: 'Two', type: 'bug' }).type).toBe('bug')
  })

  it('refuses an id that is taken, in whatever case, and names that no file may have', () => {
    features.create({ id: 'login', title: 'One' })
    expect(() => features.create({ id: 'Login', title: 'Two' })).toThrow(
      'There is a node "features/Login" already as "login", which differs in case only',
    )
    expect(() => features.create({ id: '../x', title: 'Two' })).toThrow('The node id "../x"')
    expect(() => features.get('a/b')).toThrow('The node id "a/b" cannot be used')
    expect(fs.readdirSync(join(root, '.htmlgraph/features'))).toEqual(['login.html'])
  })

  it.each([
    [{}, 'title is undefined; expected a text'],
    [{ title: ' ' }, 'title is " "; expected text that is not empty'],
    [{ title: 'a', statsu: 'todo' }, 'create takes no field "statsu"'],
    [{ title: 'a', status: 1 }, 'status is 1; expected text'],
    [{ title: 'a', createdAt: 'soon' }, 'createdAt is "soon"; expected a time'],
    [{ title: 'a', type: 'a b' }, 'The node id "a b"'],
    [{ title: 'a', attributes: { onclick: 'x' } }, 'expected a name that begins with data-'],
    [{ title: 'a', attributes: { 'data-status': 'x' } }, 'expected the field of its name'],
    [{ title: 'a', properties: { x: [1] } }, 'properties["x"] is [1]'],
    [{ title: 'a', steps: [{}] }, 'steps[0].text is undefined'],
    [{ title: 'a', steps: [{ text: 'x', doen: true }] }, 'steps[0] takes no field "doen"'],
    [{ title: 'a', links: [{ to: 'x' }] }, 'links[0].relationship is undefined'],
    [{ title: 'a', links: [{ relationship: 'r', to: '../x' }] }, 'links[0].to is "../x"'],
    [{ title: 'a', content: 'a\0b' }, 'content is text with a NUL character at position 1'],
  ])('refuses %j before anything is written', (input, message) => {
    expect(() => features.create(input as never)).toThrow(message)
    expect(fs.readdirSync(root)).toEqual([])
  })

  it.each(['task-delegations', 'runs', 'artifacts'])('refuses the collection %s', (name) => {
    expect(() => store.collection(name)).toThrow('expected another name')
    expect(() => store.collection('a/b')).toThrow('The node id "a/b"')
  })
})

describe('update', () => {
  it('changes what the page shows with what the attributes say', () => {
    features.create({ id: 'a', title: 'A', status: 'in-progress', priority: 'low' })
    const node = features.update('a', { status: 'done', priority: null })
    expect(node).toMatchObject({ status: 'done', priority: null })
    const text = fs.readFileSync(join(root, '.htmlgraph/features/a.html'), 'utf8')
    expect(text).toContain('<b class="status-done">Done</b>')
    expect(text).not.toContain('n progress')
  })

  it('says what is fixed, unknown or missing', () => {
    features.create({ id: 'login', title: 'A' })
    expect(() => features.update('login', { id: 'b' } as never)).toThrow('it is fixed')
    expect(() => features.update('login', { stauts: 'b' } as never)).toThrow(
      'update takes no field "stauts"',
    )
    expect(() => features.update('logn', { status: 'b' })).toThrow(
      'There is no node "features/logn".',
    )
  })

  it('loses no change of somebody else', () => {
    features.create({ id: 'a', title: 'A', properties: { count: 0 } })
    const other = openStore({ root })
    let tries = 0
    features.update('a', ({ properties }) => {
      tries += 1
      if (tries === 1) other.collection('features').update('a', { properties: { count: 10 } })
      return { properties: { count: Number(properties.count) + 1 } }
    })
    expect([tries, features.get('a')?.properties.count]).toEqual([2, 11])
    other.close()
  })

  it('deletes', () => {
    features.create({ id: 'a', title: 'A' })
    expect([features.delete('a'), features.delete('a'), features.get('a')]).toEqual([
      true,
      false,
      null,
    ])
  })
})

const line = fc
  .string({ unit: 'grapheme', minLength: 1 })
  .map((text) => text.replaceAll('\0', '').replaceAll(/\s+/gu, ' ').trim())
  .filter((text) => text !== '' && !/^[✅⏳❌🔄☐☑]/u.test(text))
const anyText = fc.string({ unit: 'binary' }).filter((text) => !text.includes('\0'))
const id = fc
  .stringMatching(/^[a-z][a-z0-9-]{0,8}$/)
  .filter((text) => !/^(con|prn|aux|nul)$/.test(text))
const anyChanges = fc.record(
  {
    title: line,
    status: fc.option(line),
    priority: fc.option(line),
    agent: fc.option(line),
    completedAt: fc.option(
      fc
        .date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) })
        .map((date) => date.toISOString()),
    ),
    attributes: fc.dictionary(
      id.map((name) => `data-x-${name}`),
      fc.option(anyText),
      { maxKeys: 3 },
    ),
    properties: fc
      .dictionary(
        anyText,
        fc.oneof(
          anyText,
          fc.double({ noNaN: true, noDefaultInfinity: true }),
          fc.boolean(),
          fc.constant(null),
        ),
        { maxKeys: 3, noNullPrototype: true },
      )
      .filter((object) => !Object.hasOwn(object, '__proto__')),
    steps: fc.array(fc.record({ text: line, completed: fc.boolean(), agent: fc.option(line) }), {
      maxLength: 4,
    }),
    links: fc.array(fc.record({ relationship: line, to: id, label: line }), { maxLength: 4 }),
    content: anyText,
  },
  { requiredKeys: [] },
)

describe('any changes, one after the other', () => {
  it('leave a page that says just that, to us and to a browser', () => {
    fc.assert(
      fc.property(anyChanges, fc.array(anyChanges, { maxLength: 4 }), (first, others) => {
        const made = features.create({ title: 'A', ...first } as NodeInput & { title: string })
        let expected: object = { title: 'A', ...first }
        for (const changes of others) {
          features.update(made.id, changes as never)
          expected = merge(expected, changes)
        }
        const node = features.get(made.id)
        expect(node).toMatchObject(asNode(expected as Record<string, unknown>))
        const text = fs.readFileSync(join(root, `.htmlgraph/features/${made.id}.html`), 'utf8')
        expect(tagsOf(text).filter((name) => !KNOWN_TAGS.includes(name))).toEqual([])
        features.delete(made.id)
      }),
      { numRuns: Number(process.env.HTMLGRAPH_FUZZ_RUNS ?? 100) },
    )
  }, 600_000)
})

/** What the node must say after the second of two changes. */
function merge(before: object, changes: object): object {
  const given = { ...before, ...changes }
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => {
      const isMerged = name === 'attributes' || name === 'properties'
      const old: unknown = Reflect.get(before, name)
      return [name, isMerged ? { ...(old as object), ...(value as object) } : value]
    }),
  )
}

/** Links come in the order of the page, and a missing attribute is not there. */
function asNode({ links, attributes, ...others }: Record<string, unknown>): object {
  const there = Object.entries((attributes ?? {}) as object).filter(([, value]) => value !== null)
  return {
    ...others,
    attributes: expect.objectContaining(Object.fromEntries(there)),
    links: expect.arrayContaining(
      ((links ?? []) as { to: string }[]).map(({ to, ...link }) =>
        expect.objectContaining({ ...link, href: `${to}.html` }),
      ),
    ),
  }
}

/** The names of all elements, as a browser builds them. */
function tagsOf(html: string): readonly string[] {
  return load(html)('*')
    .toArray()
    .flatMap((element) => ('tagName' in element ? element.tagName : []))
}

const KNOWN_TAGS: readonly string[] = [
  ...['html', 'head', 'meta', 'title', 'style', 'body', 'main', 'article', 'header', 'h1', 'h2'],
  ...['p', 'b', 'span', 'dl', 'div', 'dt', 'dd', 'bdi', 'time', 'nav', 'section', 'ul', 'ol'],
  ...['li', 'a', 'pre'],
]
