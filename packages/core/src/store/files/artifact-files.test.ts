import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { load } from 'cheerio'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MAX_INLINE_BYTES } from '../collection/task-delegations.ts'
import { openStore, type Store } from '../open-store.ts'

let root: string
let store: Store

beforeEach(() => {
  root = fs.mkdtempSync(join(tmpdir(), 'htmlgraph-artifacts-'))
  store = openStore({ root })
})

afterEach(() => {
  store.close()
  fs.rmSync(root, { recursive: true, force: true })
})

const folder = (...names: readonly string[]): string => join(root, '.htmlgraph', ...names)
const artifacts = (): readonly string[] =>
  fs.existsSync(folder('artifacts')) ? fs.readdirSync(folder('artifacts')) : []
const long = `${'a'.repeat(600_000)}\r\n<b>é\ufeff${'𝒳'.repeat(300_000)} the end`

describe('an output', () => {
  it.each([
    ['stays in its page up to the limit', MAX_INLINE_BYTES, 0],
    ['gets a file of its own beyond it', MAX_INLINE_BYTES + 1, 1],
  ])('%s', (_, length, files) => {
    store.taskDelegations.create({ taskId: 'a', output: 'x'.repeat(length) })
    expect(artifacts()).toHaveLength(files)
    expect(store.taskDelegations.get('a')?.output).toBe('x'.repeat(length))
  })

  it('that is long comes back whole from every call', () => {
    const { taskDelegations } = store
    taskDelegations.create({ taskId: 'a', output: long, agent: 'coder' })
    const [record] = taskDelegations.where({ agent: 'coder' })
    expect(record?.output === long && record.result === long).toBe(true)
    expect(taskDelegations.all()[0]?.output === long).toBe(true)
    expect(taskDelegations.where({ output: { contains: '𝒳 the end' } })).toHaveLength(1)
    expect(fs.readFileSync(folder('artifacts', artifacts()[0] ?? ''), 'utf8') === long).toBe(true)
    expect(fs.statSync(folder('artifacts', artifacts()[0] ?? '')).mode & 0o777).toBe(0o600)
  })

  it('that is long leaves a page that shows its ends and links to it', () => {
    store.taskDelegations.create({ taskId: 'a', output: long })
    const text = fs.readFileSync(store.pathOf('a'), 'utf8')
    expect(text.length).toBeLessThan(100_000)
    const $ = load(text)
    const link = $('[data-output] a[data-artifact]')
    expect(fs.existsSync(join(folder('task-delegations'), link.attr('href') ?? ''))).toBe(true)
    expect(link.parent().text()).toContain('has 1.7 MiB')
    const [begin = '', end = ''] = $('[data-output] pre')
      .toArray()
      .map((element) => $(element).text())
    expect(long.startsWith(begin)).toBe(true)
    expect(end.endsWith('the end')).toBe(true)
  })

  it('that is long stays what it is when the record changes', () => {
    const { taskDelegations } = store
    taskDelegations.create({ taskId: 'a', output: long })
    taskDelegations.create({ taskId: 'same', output: long })
    taskDelegations.update('a', { agent: 'coder' })
    expect(taskDelegations.get('a')?.output === long).toBe(true)
    expect(artifacts()).toHaveLength(1)
    taskDelegations.update('a', { output: 'short' })
    expect(taskDelegations.get('a')?.output).toBe('short')
    expect(fs.readFileSync(store.pathOf('a'), 'utf8')).not.toContain('data-artifact')
  })

  it('that was cut off by a crash of the machine is written again', () => {
    store.taskDelegations.create({ taskId: 'a', output: long })
    fs.truncateSync(folder('artifacts', artifacts()[0] ?? ''), 100)
    store.taskDelegations.create({ taskId: 'b', output: long })
    expect(store.taskDelegations.get('a')?.output === long).toBe(true)
  })
})

describe('a long output that is not there', () => {
  it('makes its record one that cannot be used, and loses nothing of it', () => {
    const { taskDelegations } = store
    taskDelegations.create({ taskId: 'a', output: long, status: 'failed' })
    taskDelegations.create({ taskId: 'b', status: 'failed' })
    const [name = ''] = artifacts()
    const moved = join(root, name)
    fs.renameSync(folder('artifacts', name), moved)
    expect(() => taskDelegations.get('a')).toThrow(`its output artifacts/${name} is not there`)
    expect(() => taskDelegations.update('a', { agent: 'x' })).toThrow('is not there')
    expect(taskDelegations.where({ status: 'failed' }).map(({ taskId }) => taskId)).toEqual(['b'])
    expect(store.check().findings).toEqual([
      expect.objectContaining({
        kind: 'dangling',
        file: '.htmlgraph/task-delegations/a.html',
        reason: `its output artifacts/${name} is not there`,
      }),
    ])
    fs.renameSync(moved, folder('artifacts', name))
    expect(taskDelegations.get('a')?.output === long).toBe(true)
  })

  it('is told from one that somebody changed', () => {
    store.taskDelegations.create({ taskId: 'a', output: long })
    fs.appendFileSync(folder('artifacts', artifacts()[0] ?? ''), '!')
    expect(() => store.taskDelegations.get('a')).toThrow('is not what its name says')
  })
})

it('names long outputs that no record needs any more, when they are old', () => {
  store.taskDelegations.create({ taskId: 'a', output: long })
  store.taskDelegations.delete('a')
  expect(store.check().findings).toEqual([])
  fs.utimesSync(folder('artifacts', artifacts()[0] ?? ''), 1, 1)
  expect(store.check().findings).toEqual([
    expect.objectContaining({ kind: 'unused', file: `.htmlgraph/artifacts/${artifacts()[0]}` }),
  ])
})

it('is not looked for in a folder that is a link', () => {
  fs.mkdirSync(folder(), { recursive: true })
  fs.symlinkSync(tmpdir(), folder('artifacts'))
  expect(() => store.taskDelegations.create({ output: long })).toThrow('is a symbolic link')
  expect(store.taskDelegations.all()).toEqual([])
})
