import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FULL_DELEGATION } from '../../../test/full-delegation.ts'
import { openStore, type Store } from '../open-store.ts'

let root: string
let store: Store

beforeEach(() => {
  root = fs.mkdtempSync(join(tmpdir(), 'htmlgraph-check-'))
  store = openStore({ root })
})

afterEach(() => {
  store.close()
  fs.rmSync(root, { recursive: true, force: true })
})

/** What is found, a line each. */
const found = (options: { strict?: boolean } = {}): readonly string[] =>
  store.check(options).findings.map(({ kind, file, reason }) => `${kind} ${file}: ${reason}`)

const folder = (...names: readonly string[]): string => join(root, '.htmlgraph', ...names)

const rewrite = (id: string, change: (text: string) => string): void =>
  fs.writeFileSync(store.pathOf(id), change(fs.readFileSync(store.pathOf(id), 'utf8')))

describe('check', () => {
  it('finds nothing wrong where there is no store, and makes none', () => {
    expect(store.check()).toEqual({ collections: [], findings: [] })
    expect(fs.readdirSync(root)).toEqual([])
  })

  it('finds nothing wrong with what the store itself wrote', () => {
    const others = [...(FULL_DELEGATION.dependsOn ?? []), FULL_DELEGATION.parent ?? '']
    for (const taskId of others) store.taskDelegations.create({ taskId })
    store.taskDelegations.create(FULL_DELEGATION)
    store.taskDelegations.update(FULL_DELEGATION.taskId, { output: 'changed' })
    store.taskDelegations.create({ taskId: 'deleted' })
    store.taskDelegations.delete('deleted')
    store.createOutputDirectory(FULL_DELEGATION.taskId)
    fs.writeFileSync(folder('task-delegations', '.gitkeep'), '')
    const collections = [{ name: 'task-delegations', nodes: others.length + 1 }]
    expect(store.check()).toEqual({ collections, findings: [] })
    expect(store.check({ strict: true })).toEqual({ collections, findings: [] })
  })

  it.each([
    ['an index', () => {}],
    ['none', () => fs.mkdirSync(folder('index.sqlite'))],
  ])('names what is wrong, what it is, and what to do, with %s', (_, prepare) => {
    fs.mkdirSync(folder('task-delegations', 'old'), { recursive: true })
    prepare()
    makeDamage()
    const findings = store.check().findings.filter(({ kind }) => kind !== 'index')
    expect(findings.map(({ kind, file }) => `${kind} ${file}`)).toEqual([
      'leftover .htmlgraph/.tmp/.0123.tmp',
      'foreign .htmlgraph/task-delegations/a b.html',
      'duplicate .htmlgraph/task-delegations/copy.html',
      'corrupt .htmlgraph/task-delegations/empty.html',
      'foreign .htmlgraph/task-delegations/feature.html',
      'corrupt .htmlgraph/task-delegations/folder.html',
      'foreign .htmlgraph/task-delegations/notes.txt',
      'foreign .htmlgraph/task-delegations/old',
      'corrupt .htmlgraph/task-delegations/torn.html',
      'dangling .htmlgraph/task-delegations/whole.html',
      'dangling .htmlgraph/task-delegations/whole.html',
    ])
    expect(findings.at(-3)).toEqual({
      kind: 'corrupt',
      file: '.htmlgraph/task-delegations/torn.html',
      reason: 'it is cut off: its <article> has no end',
      remedy: 'Repair it, take it back from version control, or move it away.',
    })
    expect(findings.slice(-2).map(({ reason }) => reason)).toEqual([
      'its link depends-on leads to task-delegations/gone.html, which is not there',
      'its link related leads to features/gone.html, which is not there',
    ])
    expect(store.check().collections).toEqual([
      { name: 'features', nodes: 1 },
      { name: 'task-delegations', nodes: 2 },
    ])
  })

  it('says when there can be no index', () => {
    fs.mkdirSync(folder('index.sqlite'), { recursive: true })
    fs.mkdirSync(folder('task-delegations'))
    expect(found()).toEqual([expect.stringMatching(/^index \.htmlgraph\/index\.sqlite: .+/)])
  })

  it('names ids that differ in case only', ({ skip }) => {
    store.taskDelegations.create({ taskId: 'Task-1' })
    const other = folder('task-delegations', 'task-1.html')
    skip(fs.existsSync(other), 'this file system takes them for one')
    const text = fs.readFileSync(store.pathOf('Task-1'), 'utf8')
    fs.writeFileSync(other, text.replaceAll('Task-1', 'task-1'))
    expect(found()).toEqual([
      'twin .htmlgraph/task-delegations/task-1.html: it differs from Task-1.html in upper and lower case only',
    ])
  })

  it('does not follow a link in the place of a folder', () => {
    fs.mkdirSync(folder(), { recursive: true })
    fs.symlinkSync(tmpdir(), folder('task-delegations'))
    expect(() => store.check()).toThrow('is a symbolic link; expected a directory')
  })
})

describe('check --strict', () => {
  const STALE = 'stale .htmlgraph/task-delegations/a.html: the index told of another state of it'

  it('sees edits in place once, and answers are right from then on', () => {
    store.taskDelegations.create({ taskId: 'a', status: 'pending' })
    expect(store.taskDelegations.count({ status: 'pending' })).toBe(1)
    rewrite('a', (text) => text.replaceAll('"pending"', '"failed"'))
    expect(found()).toEqual([])
    expect(found({ strict: true })).toEqual([STALE])
    expect(store.taskDelegations.count({ status: 'failed' })).toBe(1)
    expect(found({ strict: true })).toEqual([])
  })

  it('sees an edit that left size and time as they were', () => {
    store.taskDelegations.create({ taskId: 'a', model: 'one', dependsOn: ['a'] })
    fs.utimesSync(store.pathOf('a'), 1, 1)
    store.taskDelegations.count({}, { strict: true })
    rewrite('a', (text) => text.replaceAll('"one"', '"two"'))
    fs.utimesSync(store.pathOf('a'), 1, 1)
    expect(store.taskDelegations.count({ model: 'two' }, { strict: true })).toBe(0)
    expect(found({ strict: true })).toEqual([STALE])
    expect(store.taskDelegations.count({ model: 'two' })).toBe(1)
  })

  it('sees a file that was torn in place', () => {
    store.taskDelegations.create({ taskId: 'a' })
    expect(store.taskDelegations.count()).toBe(1)
    fs.truncateSync(store.pathOf('a'), 0)
    expect(found({ strict: true })).toEqual([
      'corrupt .htmlgraph/task-delegations/a.html: it has no <article data-type="…">',
      STALE,
    ])
  })

  it('takes files that came and went for no mistake of the index', () => {
    store.taskDelegations.create({ taskId: 'a' })
    store.taskDelegations.create({ taskId: 'b' })
    const text = fs.readFileSync(store.pathOf('a'), 'utf8')
    fs.writeFileSync(folder('task-delegations', 'c.html'), text.replaceAll('"a"', '"c"'))
    fs.rmSync(store.pathOf('b'))
    expect(found({ strict: true })).toEqual([])
  })
})

/** One of each; `old` is a directory that is there already. */
function makeDamage(): void {
  const write = (name: string, text: string): void =>
    fs.writeFileSync(folder('task-delegations', name), text)
  store.taskDelegations.create({ taskId: 'torn', output: 'word '.repeat(100) })
  store.taskDelegations.create({ taskId: 'whole', dependsOn: ['gone', 'good'] })
  store.taskDelegations.create({ taskId: 'good', parent: 'whole' })
  rewrite('torn', (text) => text.slice(0, text.indexOf('word') + 50))
  const links = ['gone', 'there'].map((id) => `<a href="../features/${id}.html">${id}</a>`).join('')
  rewrite('whole', (text) =>
    text.replace('</article>', `<nav data-graph-edges>${links}</nav></article>`),
  )
  fs.mkdirSync(folder('features'))
  fs.writeFileSync(folder('features', 'there.html'), '<article id="there"></article>')
  fs.copyFileSync(store.pathOf('good'), store.pathOf('copy'))
  fs.mkdirSync(store.pathOf('folder'))
  write('empty.html', '')
  write('feature.html', '<article id="feature" data-type="feature"></article>')
  write('a b.html', '')
  write('notes.txt', '')
  fs.writeFileSync(folder('.tmp', '.0123.tmp'), '')
  fs.utimesSync(folder('.tmp', '.0123.tmp'), 1, 1)
  fs.writeFileSync(folder('.tmp', '.4567.tmp'), '')
}
