import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStore, type Store } from '../open-store.ts'
import type { NodeChanges } from './graph-node.ts'

// Nodes in the form of the Python predecessor, made after the description of it, with the mistakes that its own have.
const CORPUS = new URL('../../../test/fixtures/predecessor/', import.meta.url)

let root: string
let store: Store

beforeEach(() => {
  root = fs.mkdtempSync(join(tmpdir(), 'htmlgraph-predecessor-'))
  fs.cpSync(CORPUS, join(root, '.htmlgraph'), { recursive: true })
  store = openStore({ root, now: () => new Date('2026-11-27T08:00:00Z') })
})

afterEach(() => {
  store.close()
  fs.rmSync(root, { recursive: true, force: true })
})

const read = (path: string): string => fs.readFileSync(join(root, '.htmlgraph', path), 'utf8')

/** The lines of a file that a change took away and put there. */
function lineChanges(path: string, change: () => void): readonly string[] {
  const before = read(path).split('\n')
  change()
  const after = read(path).split('\n')
  const removed = before.filter((line) => !after.includes(line)).map((line) => `- ${line.trim()}`)
  const added = after.filter((line) => !before.includes(line)).map((line) => `+ ${line.trim()}`)
  return [...removed, ...added]
}

describe('reading the nodes of the predecessor', () => {
  it('reads every part, and values as the texts they are', () => {
    expect(store.collection('features').get('feature-login')).toEqual({
      id: 'feature-login',
      collection: 'features',
      type: 'feature',
      title: 'Login page',
      status: 'in-progress',
      priority: 'high',
      agent: 'acme',
      createdAt: '2025-03-04T09:15:00.120Z',
      updatedAt: '2025-03-05T11:00:00.000Z',
      startedAt: null,
      completedAt: null,
      attributes: expect.objectContaining({
        'data-created': '2025-03-04T09:15:00.120341',
        'data-track-id': 'track-web',
      }),
      properties: { effort: '8', version: '1.10', agent_code: '007' },
      steps: [
        { text: 'Draw the form', completed: true, agent: 'acme' },
        { text: 'Check the password & name', completed: false, agent: null },
        { text: 'Write the tests', completed: false, agent: null },
      ],
      links: [
        {
          relationship: 'blocked_by',
          href: 'feature-schema.html',
          target: { collection: 'features', id: 'feature-schema' },
          label: 'Schema of the accounts',
        },
        {
          relationship: 'implemented-in',
          href: '../sessions/session-1.html',
          target: { collection: 'sessions', id: 'session-1' },
          label: 'session-1',
        },
      ],
      content: 'People log in with name and password.\n\nthree tries\n\nthen a pause',
    })
  })

  it.each([
    ['without a zone', 'features/feature-login', '2025-03-04T09:15:00.120Z'],
    ['with a zone', 'tracks/track-web', '2025-02-28T22:00:00.000Z'],
    ['of a day', 'features/feature-schema', '2025-03-03T00:00:00.000Z'],
    ['without quotes', 'bugs/bug-quotes', '2025-04-01T08:00:00.000Z'],
  ])('understands a time %s', (_, address, createdAt) => {
    const [collection = '', id = ''] = address.split('/')
    expect(store.collection(collection).get(id)?.createdAt).toBe(createdAt)
  })

  it('reads a page whose text nobody escaped, to the last line that a browser would show', () => {
    const bugs = store.collection('bugs')
    expect(bugs.get('bug-quotes')?.content).toContain('nobody escaped if (a < b && b > c)')
    expect(bugs.get('bug-quotes')?.attributes['data-note']).toBe('a > b')
    expect(bugs.get('bug-swallowed')).toMatchObject({ title: 'Script swallows the page' })
    expect(bugs.problems()).toEqual([])
  })

  it('does not guess which of several nodes of a file is meant', () => {
    expect(store.collection('archives').problems()).toEqual([
      expect.objectContaining({
        reason: 'it has 2 <article>s, and none has the id of the file',
      }),
    ])
  })

  it('tells a page that was cut off from one whose end tag is swallowed', () => {
    const path = join(root, '.htmlgraph/features/feature-login.html')
    fs.truncateSync(path, fs.statSync(path).size - 40)
    expect(() => store.collection('features').get('feature-login')).toThrow('it is cut off')
  })
})

describe('asking for the nodes of the predecessor', () => {
  it('answers filters, selectors, searches and sums', () => {
    const features = store.collection('features')
    const ids = (nodes: readonly { id: string }[]): readonly string[] => nodes.map(({ id }) => id)
    expect(ids(features.all())).toEqual(['feature-schema', 'feature-login', 'feature-windows'])
    expect(ids(features.where({ status: ['todo', 'in-progress'], priority: 'high' }))).toEqual([
      'feature-login',
    ])
    expect(ids(features.where({ properties: { agent_code: '007' } }))).toEqual(['feature-login'])
    expect(ids(features.where({ properties: { agent_code: 7 } }))).toEqual([])
    expect(ids(features.where({ content: { contains: 'password' } }))).toEqual(['feature-login'])
    expect(features.count({ createdAt: null })).toBe(1)
    expect(features.groupBy('status').map(({ value, count }) => [value, count])).toEqual([
      ['done', 1],
      ['in-progress', 1],
      ['todo', 1],
    ])
    expect(features.search('pause tries')[0]?.node.id).toBe('feature-login')
    expect(features.search('draw')[0]?.node.id).toBe('feature-login')
  })

  it('answers CSS selectors over all that the files hold', () => {
    const found = (collection: string, selector: string): readonly (readonly string[])[] =>
      store
        .collection(collection)
        .query(selector)
        .map(({ node, elements }) => [node.id, ...elements.map(({ text }) => text.trim())])
    expect(
      found('features', 'article[data-status="in-progress"] li[data-completed="true"]'),
    ).toEqual([['feature-login', '✅ Draw the form']])
    expect(found('features', 'dd[data-unit="hours"]')).toEqual([['feature-login', '8 hours']])
    expect(found('features', 'article[data-track-id="track-web"] em')).toEqual([
      ['feature-login', 'password'],
    ])
    expect(found('features', 'a[href^="../"]')).toEqual([['feature-login', 'session-1']])
    expect(found('sessions', '[data-activity-log] li[data-tool="Bash"]')[0]).toHaveLength(1 + 13)
    expect(found('archives', 'article')).toEqual([])
  })

  it('follows links from folder to folder', () => {
    expect(store.edges('track-web').map(({ target }) => target?.id)).toEqual([
      'feature-login',
      'bug-quotes',
    ])
    expect(
      store
        .edges('feature-login', { direction: 'in' })
        .map(({ source, relationship }) => [`${source.collection}/${source.id}`, relationship]),
    ).toEqual([
      ['features/feature-windows', 'related'],
      ['sessions/session-1', 'worked-on'],
      ['tracks/track-web', 'contains'],
    ])
    expect(store.traverse('track-web').map(({ id, depth }) => [id, depth])).toEqual([
      ['feature-login', 1],
      ['bug-quotes', 1],
      ['feature-schema', 2],
      ['session-1', 2],
    ])
  })
})

describe('rewriting the nodes of the predecessor', () => {
  it('changes nothing where nothing is new', () => {
    const before = fs.statSync(join(root, '.htmlgraph/features/feature-login.html'))
    const same = store.collection('features').update('feature-login', (node) => ({
      title: node.title,
      status: node.status,
      priority: node.priority,
      agent: node.agent,
      properties: node.properties,
      steps: node.steps,
      links: node.links,
      ...(node.content !== null && { content: node.content }),
    }))
    const after = fs.statSync(join(root, '.htmlgraph/features/feature-login.html'))
    expect(after.ino).toBe(before.ino)
    expect(same.updatedAt).toBe('2025-03-05T11:00:00.000Z')
  })

  it('leaves every line as it is that says nothing of the change', () => {
    const change = (): void => {
      store.collection('features').update('feature-login', (node) => ({
        status: 'done',
        title: 'Log in & out',
        attributes: { 'data-review': 'yes' },
        properties: { effort: 9, 'new one': 'a "b" <c>' },
        steps: [
          ...node.steps.map((step, number) => ({ ...step, completed: number < 2 })),
          'Tell the users',
        ],
        links: [
          ...node.links.slice(1),
          { relationship: 'depends-on', to: 'bugs/bug-quotes', label: 'Quotes' },
        ],
      }))
    }
    expect(lineChanges('features/feature-login.html', change)).toMatchInlineSnapshot(`
      [
        "- <title>Login page</title>",
        "- data-status="in-progress"",
        "- data-updated="2025-03-05T11:00:00.000001+00:00"",
        "- data-agent-assigned="acme" data-track-id="track-web">",
        "- <h1>Login page</h1>",
        "- <span class="badge status-in-progress">In Progress</span>",
        "- <section data-edge-type="blocked_by">",
        "- <h3>Blocked By:</h3>",
        "- <li><a href="feature-schema.html" data-relationship="blocked_by" data-since="2025-03-04T09:20:00.5">Schema of the accounts</a></li>",
        "- <dd data-key="effort" data-value="8" data-unit="hours">8 hours</dd>",
        "- <li data-completed="false" data-step-id="step-2" data-depends-on="step-1">⏳ Check the <em>password</em> &amp; name</li>",
        "+ <title>Log in &amp; out</title>",
        "+ data-status="done"",
        "+ data-updated="2026-11-27T08:00:00.000Z"",
        "+ data-agent-assigned="acme" data-track-id="track-web" data-review="yes">",
        "+ <h1>Log in &amp; out</h1>",
        "+ <span class="badge status-done">Done</span>",
        "+ <section data-edge-type="depends-on">",
        "+ <h2>Depends on</h2>",
        "+ <ul>",
        "+ <li><a href="../bugs/bug-quotes.html" data-relationship="depends-on">Quotes</a></li>",
        "+ </ul>",
        "+ </section>",
        "+ <dd data-key="effort" data-value="9" data-unit="hours" data-value-type="number"><bdi>9</bdi></dd>",
        "+ <div><dt><bdi>new one</bdi></dt><dd data-key="new one" data-value="a &quot;b&quot; &lt;c&gt;" data-value-type="string"><bdi>a &quot;b&quot; &lt;c&gt;</bdi></dd></div>",
        "+ <li data-completed="true" data-step-id="step-2" data-depends-on="step-1">✅ Check the <em>password</em> &amp; name</li>",
        "+ <li data-completed="false">⏳ Tell the users</li>",
      ]
    `)
    expect(store.collection('features').get('feature-login')).toMatchObject({
      status: 'done',
      title: 'Log in & out',
      updatedAt: '2026-11-27T08:00:00.000Z',
      properties: { effort: 9, version: '1.10', agent_code: '007', 'new one': 'a "b" <c>' },
    })
  })

  it('adds the parts that a page does not have', () => {
    const changes: NodeChanges = {
      status: 'in-progress',
      agent: 'coder',
      properties: { count: 3 },
      steps: ['First', { text: 'Second', completed: true, agent: 'tester' }],
      links: [{ relationship: 'parent', to: 'tracks/track-web' }],
      content: '\n  every <space>\tcounts  \r\n',
    }
    const node = store.collection('features').update('feature-schema', changes)
    expect(node).toMatchObject({
      ...changes,
      steps: [
        { text: 'First', completed: false, agent: null },
        { text: 'Second', completed: true, agent: 'tester' },
      ],
      links: [{ relationship: 'parent', href: '../tracks/track-web.html', label: 'track-web' }],
    })
    expect(store.collection('features').get('feature-schema')).toEqual(node)
    expect(read('features/feature-schema.html')).toMatchInlineSnapshot(`
      "<!DOCTYPE html>
      <html lang="en">
      <head>
          <meta charset="UTF-8">
          <meta name="viewport" content="width=device-width, initial-scale=1.0">
          <meta name="htmlgraph-version" content="1.0">
          <title>Schema of the accounts</title>
          <link rel="stylesheet" href="../styles.css">
      </head>
      <body>
          <article id="feature-schema" data-type="feature" data-status="in-progress" data-priority="medium" data-created="2025-03-03" data-agent="coder">
              <header>
                  <h1>Schema of the accounts</h1>
                  <div class="metadata"><span class="badge status-in-progress">In Progress</span> <span class="badge priority-medium">Medium Priority</span></div>
              </header>
              <nav data-graph-edges aria-label="Related nodes">
      <section data-edge-type="parent">
      <h2>Parent</h2>
      <ul>
      <li><a href="../tracks/track-web.html" data-relationship="parent">track-web</a></li>
      </ul>
      </section>
      </nav>
              <section data-properties>
      <h2>Properties</h2>
      <dl>
      <div><dt><bdi>count</bdi></dt><dd data-key="count" data-value="3" data-value-type="number"><bdi>3</bdi></dd></div>
      </dl>
      </section>
              <section data-steps>
      <h2>Steps</h2>
      <ol>
      <li data-completed="false">⏳ First</li>
      <li data-completed="true" data-agent="tester">✅ Second</li>
      </ol>
      </section>
              <section data-content>
      <h2>Content</h2>
      <pre data-text dir="auto">

        every &lt;space&gt;	counts  &#13;
      </pre>
      </section>
          </article>
      </body>
      </html>
      "
    `)
  })

  it('keeps the line ends of another system, and ends new lines with them', () => {
    store.collection('features').update('feature-windows', (node) => ({
      status: 'todo',
      steps: ['One', 'Two'],
      links: [...node.links, { relationship: 'related', to: 'feature-schema' }],
    }))
    const text = read('features/feature-windows.html')
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    expect(store.collection('features').get('feature-windows')?.content).toBe(
      'Two lines,\nof which this is one.',
    )
  })

  it('takes away a group whose last link goes, and nothing else', () => {
    const change = (): void => {
      store.collection('features').update('feature-login', { links: [] })
    }
    const removed = lineChanges('features/feature-login.html', change)
    expect(removed.filter((line) => line.startsWith('+'))).toEqual([
      expect.stringContaining('data-updated="2026-11-27T08:00:00.000Z"'),
    ])
    expect(read('features/feature-login.html')).toContain('<nav data-graph-edges>')
    expect(read('features/feature-login.html')).not.toContain('data-edge-type')
  })

  it('takes back whatever a node has, be it ever so empty', () => {
    const path = join(root, '.htmlgraph/features/feature-empty.html')
    const list = '<ul><li><a data-relationship=""></a></li></ul>'
    fs.writeFileSync(
      path,
      `<article id="feature-empty"><nav data-graph-edges>${list}</nav>
        <section data-steps><ol><li>⏳ </li></ol></section></article>`,
    )
    const node = store.collection('features').update('feature-empty', ({ links, steps }) => ({
      links: [...links, { relationship: 'related', to: 'feature-login' }],
      steps: [...steps, 'Say what is to be done'],
    }))
    expect(node.steps.map(({ text }) => text)).toEqual(['', 'Say what is to be done'])
    expect(node.links.map(({ relationship }) => relationship)).toEqual(['', 'related'])
  })

  it('refuses a change that the page would swallow, and keeps the file', () => {
    const before = read('bugs/bug-swallowed.html')
    const bugs = store.collection('bugs')
    expect(() => bugs.update('bug-swallowed', { steps: ['Escape it'] })).toThrow(
      'its HTML would swallow the change',
    )
    expect(read('bugs/bug-swallowed.html')).toBe(before)
    expect(bugs.update('bug-swallowed', { status: 'done' }).status).toBe('done')
  })

  it('finds nothing wrong afterwards but what was wrong before', () => {
    const kinds = (): readonly string[] =>
      store.check({ strict: true }).findings.map(({ kind, file }) => `${kind} ${file}`)
    const before = kinds()
    expect(before).toEqual([
      'corrupt .htmlgraph/archives/2025-q1.html',
      'dangling .htmlgraph/sessions/session-1.html',
    ])
    for (const collection of ['features', 'bugs', 'sessions', 'tracks']) {
      const nodes = store.collection(collection)
      for (const { id } of nodes.all()) nodes.update(id, { status: 'archived' })
    }
    expect(kinds()).toEqual(before)
  })
})
