import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FULL_DELEGATION } from '../../../test/full-delegation.ts'
import { openStore, type Store } from '../open-store.ts'
import type { TaskDelegations } from './task-delegations.ts'

let root: string
let store: Store
let delegations: TaskDelegations
let clock: number

beforeEach(() => {
  root = fs.mkdtempSync(join(tmpdir(), 'htmlgraph-store-'))
  clock = Date.parse('2026-11-23T10:30:45.123Z')
  store = openStore({ root, agent: 'orchestrator', now: () => new Date(clock) })
  delegations = store.taskDelegations
})

afterEach(() => {
  fs.rmSync(root, { recursive: true, force: true })
})

describe('openStore', () => {
  it('touches nothing before the first write', () => {
    expect(delegations.all()).toEqual([])
    expect(delegations.get('a')).toBeNull()
    expect(delegations.problems()).toEqual([])
    store.assertWritable()
    expect(fs.readdirSync(root)).toEqual([])
  })

  it('says where a record is', () => {
    delegations.create({ taskId: 'a' })
    expect(store.pathOf('a')).toBe(join(root, '.htmlgraph', 'task-delegations', 'a.html'))
    expect(fs.existsSync(store.pathOf('a'))).toBe(true)
    expectError(() => store.pathOf('../a'), 'HG_TASK_ID_INVALID')
  })
})

describe('create', () => {
  it('keeps a record as a feedback loop writes it', () => {
    delegations.create({ taskId: 'improvement-cycle-0', feedbackIteration: 0, outputTokens: 812 })
    expect(delegations.get('improvement-cycle-0')).toMatchObject({
      agent: 'orchestrator',
      status: 'completed',
      properties: { feedbackIteration: 0, outputTokens: 812 },
    })
  })

  it('gives back what a later read gives', () => {
    const created = delegations.create(FULL_DELEGATION)
    expect(delegations.get(FULL_DELEGATION.taskId)).toStrictEqual(created)
    expect(created).toMatchObject(FULL_DELEGATION)
  })

  it('lets the caller say that there is no agent', () => {
    expect(delegations.create({ agent: null }).agent).toBeNull()
  })

  it('writes nothing when a value cannot be used', () => {
    expectError(() => delegations.create({ taskId: 'a', prompt: 'a\0b' }), 'HG_OPTION_INVALID')
    expectError(() => delegations.create({ taskId: 'CON' }), 'HG_TASK_ID_INVALID')
    expect(fs.readdirSync(root)).toEqual([])
  })

  it('does not touch a record that has the id', () => {
    delegations.create({ taskId: 'a', output: 'first' })
    expectError(() => delegations.create({ taskId: 'a', output: 'second' }), 'HG_TASK_EXISTS')
    expect(delegations.get('a')?.output).toBe('first')
  })
})

describe('all', () => {
  it('sorts by time of creation, then by id', () => {
    for (const [taskId, ms] of [
      ['c', 2],
      ['b', 1],
      ['a', 2],
    ] as const) {
      clock = ms
      delegations.create({ taskId })
    }
    expect(idsOf(delegations.all())).toEqual(['b', 'a', 'c'])
  })
})

describe('where', () => {
  beforeEach(() => {
    delegations.create({ taskId: 'a', status: 'failed', agent: 'coder', cost: 0.1 + 0.2, round: 7 })
    delegations.create({
      taskId: 'b',
      status: 'pending',
      agent: 'tester',
      dependsOn: ['a'],
      round: '7',
    })
    delegations.create({
      taskId: 'c',
      agent: 'coder',
      model: 'm',
      parent: 'a',
      dependsOn: ['x', 'b'],
    })
  })

  it.each([
    ['nothing', {}, ['a', 'b', 'c']],
    ['a status', { status: 'failed' }, ['a']],
    ['one of several values', { status: ['failed', 'pending'] }, ['a', 'b']],
    ['several fields', { status: 'completed', agent: 'coder' }, ['c']],
    ['no value', { model: null }, ['a', 'b']],
    ['no value or a value', { model: [null, 'm'] }, ['a', 'b', 'c']],
    ['an empty list', { agent: [] }, []],
    ['a number', { cost: 0.1 + 0.2 }, ['a']],
    ['a parent', { parent: 'a' }, ['c']],
    ['a task that is waited for', { dependsOn: 'b' }, ['c']],
    ['tasks of which one is waited for', { dependsOn: ['a', 'b'] }, ['b', 'c']],
    ['a property of type number', { properties: { round: 7 } }, ['a']],
    ['a property of type text', { properties: { round: '7' } }, ['b']],
    ['one of several properties', { properties: { round: [7, '7'] } }, ['a', 'b']],
    ['a property that none has', { properties: { toString: 'x' } }, []],
    ['something undefined', { agent: undefined }, ['a', 'b', 'c']],
  ])('finds by %s', (_, filter, ids) => {
    expect(idsOf(delegations.where(filter as never))).toEqual(ids)
  })

  it('names the nearest field for one that it does not know', () => {
    expect(() => delegations.where({ statsu: 'failed' } as never)).toThrow(
      expect.objectContaining({
        code: 'HG_FIELD_UNKNOWN',
        message: 'where takes no field "statsu".',
        hint: expect.stringContaining('Did you mean "status"?'),
      }),
    )
    expectError(() => delegations.where({ attempts: [] } as never), 'HG_FIELD_UNKNOWN')
  })

  it('refuses a value that the field cannot have', () => {
    expect(() => delegations.where({ status: ['failed', 'done'] } as never)).toThrow(
      expect.objectContaining({
        code: 'HG_OPTION_INVALID',
        message: 'status is "done"; expected pending, in-progress, completed, failed, cancelled.',
      }),
    )
  })
})

describe('update', () => {
  it('changes what is given and counts the version up', () => {
    const created = delegations.create({ taskId: 'a', output: 'x', round: 1 })
    const updated = delegations.update('a', { status: 'failed', properties: { more: true } })
    expect(updated).toMatchObject({
      ...created,
      status: 'failed',
      version: 2,
      properties: { round: 1, more: true },
    })
    expect(delegations.get('a')).toStrictEqual(updated)
  })

  it('takes a function of the record as it stands', () => {
    delegations.create({ taskId: 'a', tokensUsed: 1 })
    delegations.update('a', (record) => ({ tokensUsed: (record.tokensUsed ?? 0) + 41 }))
    expect(delegations.get('a')?.tokensUsed).toBe(42)
  })

  it('names the nearest task for one that is not there', () => {
    delegations.create({ taskId: 'task-auth-001' })
    expect(() => delegations.update('task-auth-01', {})).toThrow(
      expect.objectContaining({ code: 'HG_TASK_NOT_FOUND', hint: 'Did you mean "task-auth-001"?' }),
    )
  })

  it('leaves the file alone when a change cannot be used', () => {
    delegations.create({ taskId: 'a' })
    const before = fs.readFileSync(store.pathOf('a'), 'utf8')
    expectError(() => delegations.update('a', { cost: -1 }), 'HG_OPTION_INVALID')
    expectError(() => delegations.update('a', { nonsense: 1 } as never), 'HG_FIELD_UNKNOWN')
    expect(fs.readFileSync(store.pathOf('a'), 'utf8')).toBe(before)
  })

  it('keeps what another tool wrote into the file', () => {
    delegations.create({ taskId: 'a' })
    edit('a', (html) =>
      html
        .replace('data-type=', 'data-reviewed-by="Ada" data-type=')
        .replace(
          '</article>',
          '<section data-notes><p>Look at this &amp; that.</p></section></article>',
        ),
    )
    delegations.update('a', { output: 'done' })
    const html = fs.readFileSync(store.pathOf('a'), 'utf8')
    expect(html).toContain('data-reviewed-by="Ada"')
    expect(html).toContain('<section data-notes><p>Look at this &amp; that.</p></section>')
  })
})

describe('a file that is no whole record', () => {
  it('is named, kept and does not hide the others, wherever it was cut off', () => {
    delegations.create(FULL_DELEGATION)
    delegations.create({ taskId: 'whole', output: 'x' })
    const bytes = fs.readFileSync(store.pathOf(FULL_DELEGATION.taskId))
    const end = bytes.indexOf('</article>') + '</article>'.length
    for (let length = end - 1; length >= 0; length -= 61) {
      fs.writeFileSync(store.pathOf(FULL_DELEGATION.taskId), bytes.subarray(0, length))
      expect(idsOf(delegations.all()), `cut at ${length}`).toEqual(['whole'])
    }
    fs.writeFileSync(store.pathOf(FULL_DELEGATION.taskId), bytes.subarray(0, end - 1))
    expect(delegations.problems()).toEqual([
      {
        file: 'task-auth-001.html',
        path: store.pathOf(FULL_DELEGATION.taskId),
        reason: 'it is cut off: its <article> has no end',
      },
    ])
    expect(fs.statSync(store.pathOf(FULL_DELEGATION.taskId)).size).toBe(end - 1)
  }, 30_000)

  it('is an error that names path and reason when it is asked for or changed', () => {
    delegations.create({ taskId: 'a' })
    edit('a', () => 'hello')
    for (const call of [() => delegations.get('a'), () => delegations.update('a', {})]) {
      expect(call).toThrow(
        expect.objectContaining({
          code: 'HG_RECORD_CORRUPT',
          message: `The record ${store.pathOf('a')} cannot be used: it has no <article data-type="…">.`,
        }),
      )
    }
    expect(fs.readFileSync(store.pathOf('a'), 'utf8')).toBe('hello')
  })

  it('is one that was copied, that has an impossible name, or that is a link', () => {
    delegations.create({ taskId: 'a' })
    fs.copyFileSync(store.pathOf('a'), store.pathOf('b'))
    fs.copyFileSync(store.pathOf('a'), join(store.directory, 'a copy.html'))
    fs.symlinkSync(store.pathOf('a'), store.pathOf('z'))
    expect(idsOf(delegations.all())).toEqual(['a'])
    expect(delegations.problems().map((problem) => [problem.file, problem.reason])).toEqual([
      ['a copy.html', 'its name is no id'],
      ['b.html', 'it holds the record of "a", as if it were a copy'],
      ['z.html', 'it is a symbolic link'],
    ])
  })

  it('is not what an editor leaves behind that ends lines in another way', () => {
    const created = delegations.create(FULL_DELEGATION)
    edit(created.taskId, (html) => html.trimEnd().replaceAll('\n', '\r\n'))
    expect(delegations.get(created.taskId)).toStrictEqual(created)
  })
})

function edit(taskId: string, change: (html: string) => string): void {
  fs.writeFileSync(store.pathOf(taskId), change(fs.readFileSync(store.pathOf(taskId), 'utf8')))
}

function idsOf(records: readonly { readonly taskId: string }[]): readonly string[] {
  return records.map((record) => record.taskId)
}

function expectError(run: () => unknown, code: string): void {
  expect(run).toThrow(expect.objectContaining({ code }))
}
