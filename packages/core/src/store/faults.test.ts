import { spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { load } from 'cheerio'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FULL_DELEGATION } from '../../test/full-delegation.ts'
import { isHtmlGraphError } from '../contract/index.ts'
import type { TaskDelegations } from './collection/task-delegations.ts'
import type { FilePort } from './files/file-port.ts'
import { openStore, type Store } from './open-store.ts'
import type { DelegationRecord } from './record/delegation-record.ts'
import { isTaskId } from './task-id.ts'

const MODULE = new URL('open-store.ts', import.meta.url).href

/** More calls than any operation makes. */
const MOST_CALLS = 100

let root: string

beforeEach(() => {
  root = fs.mkdtempSync(join(tmpdir(), 'htmlgraph-faults-'))
})

afterEach(() => fs.rmSync(root, { recursive: true, force: true }))

const OPERATIONS: Readonly<Record<string, (store: Store) => void>> = {
  create: ({ taskDelegations }) => taskDelegations.create({ taskId: 'b', output: 'new' }),
  update: ({ taskDelegations }) => taskDelegations.update('a', { output: 'new' }),
  delete: ({ taskDelegations }) => taskDelegations.delete('a'),
  'create of a long output': ({ taskDelegations }) =>
    taskDelegations.create({ taskId: 'b', output: 'long '.repeat(300_000) }),
  'create of a node': (store) => store.collection('notes').create({ id: 'm', title: 'new' }),
  'update of a node': (store) => store.collection('notes').update('n', { title: 'new' }),
  'delete of a node': (store) => store.collection('notes').delete('n'),
}

/** What is there when an operation has done its work. */
const STATES: Readonly<Record<string, string>> = {
  create: 'a:old b:new / n:old',
  update: 'a:new / n:old',
  delete: '/ n:old',
  'create of a long output': 'a:old b:long / n:old',
  'create of a node': 'a:old / m:new n:old',
  'update of a node': 'a:old / n:new',
  'delete of a node': 'a:old /',
}
const OLD_STATE = 'a:old / n:old'

const QUESTIONS: Readonly<Record<string, (store: Store) => unknown>> = {
  get: ({ taskDelegations }) => taskDelegations.get('a')?.output,
  where: ({ taskDelegations }) => taskDelegations.where({ output: 'old' }).length,
  select: ({ taskDelegations }) => taskDelegations.select(['taskId'], { agent: 'coder' }),
  count: ({ taskDelegations }) => taskDelegations.count({}, { strict: true }),
  groupBy: ({ taskDelegations }) => taskDelegations.groupBy('agent'),
  query: ({ taskDelegations }) => taskDelegations.query('article[data-agent] pre').length,
  search: ({ taskDelegations }) => taskDelegations.search('old').length,
  problems: ({ taskDelegations }) => taskDelegations.problems(),
  edges: (store) => store.edges('a'),
  order: (store) => store.order(),
  check: (store) => store.check({ strict: true }),
  reindex: (store) => store.reindex(),
}

function createOld(): void {
  fs.rmSync(join(root, '.htmlgraph'), { recursive: true, force: true })
  const store = openStore({ root })
  store.taskDelegations.create({ taskId: 'a', output: 'old', agent: 'coder', dependsOn: ['a'] })
  store.taskDelegations.update('a', { dependsOn: [] })
  store.collection('notes').create({ id: 'n', title: 'old' })
  store.close()
}

// Each of the faults that a store survives, by its number in `docs/store.md`. 4, 5 and 23 are in files/processes.test.ts.

it.each(Object.keys(OPERATIONS))(
  'keeps the old state or the new one when any call of %s fails',
  (name) => {
    for (let failing = 1; failing <= MOST_CALLS; failing += 1) {
      createOld()
      const port = withFault(failing)
      const error = errorOf(() => OPERATIONS[name]?.(openStore({ root, port })))
      expect(stateOf(root), `call ${failing}`).toBeOneOf(
        error === null ? [STATES[name]] : [OLD_STATE, STATES[name]],
      )
      if (error === null) return
      expectExplained(error)
    }
    expect.unreachable('it makes more calls than expected')
  },
  60_000,
)

it.each(Object.keys(QUESTIONS))(
  'answers right or says why not when any call of %s fails',
  (name) => {
    createOld()
    const ask = (store: Store): unknown => QUESTIONS[name]?.(store)
    const right = ask(openStore({ root }))
    for (let failing = 1; failing <= MOST_CALLS; failing += 1) {
      createOld()
      let answer: unknown = right
      const error = errorOf(() => {
        answer = ask(openStore({ root, port: withFault(failing) }))
      })
      expect(answer, `call ${failing}`).toEqual(right)
      if (error === null) return
      expectExplained(error)
      expect(stateOf(root), `call ${failing}`).toBe(OLD_STATE)
    }
    expect.unreachable('it makes more calls than expected')
  },
  60_000,
)

it.each(Object.keys(OPERATIONS))(
  'fault 3: keeps the old state or the new one when a process is killed at any call of %s',
  (name) => {
    for (let failing = 1; failing <= MOST_CALLS; failing += 1) {
      createOld()
      const { signal, status } = killAt(failing, String(OPERATIONS[name]))
      expect(stateOf(root), `call ${failing}`).toBeOneOf([OLD_STATE, STATES[name]])
      if (signal === null) {
        expect(status).toBe(0)
        return
      }
    }
    expect.unreachable('it makes more calls than expected')
  },
  120_000,
)

function expectExplained(error: unknown): void {
  const isExplained = isHtmlGraphError(error) || Reflect.get(error as Error, 'code') === 'ENOSPC'
  expect(isExplained, String(error)).toBe(true)
}

describe('fault 6: a disk that is full', () => {
  it('keeps the old file, leaves no temporary one, and goes on when there is room again', ({
    skip,
  }) => {
    const disk = join(root, 'disk')
    fs.mkdirSync(disk)
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk])
    skip(mounted.status !== 0, 'needs root: it mounts a file system of 64 KB')
    try {
      for (const withIndex of [false, true]) fillAndFree(disk, withIndex)
    } finally {
      expect(spawnSync('umount', [disk]).status).toBe(0)
    }
  })

  function fillAndFree(disk: string, withIndex: boolean): void {
    if (withIndex) expect(spawnSync('mount', ['-o', 'remount,size=400k', disk]).status).toBe(0)
    const project = fs.mkdtempSync(join(disk, 'p-'))
    const { taskDelegations, close } = openStore({ root: project })
    taskDelegations.create({ taskId: 'a', output: 'old' })
    expect(fs.existsSync(join(project, '.htmlgraph/index.sqlite-wal'))).toBe(withIndex)
    const filler = join(disk, 'filler')
    const { status } = spawnSync('sh', ['-c', 'cat /dev/zero > "$1" 2>/dev/null', 'sh', filler])
    expect(status).not.toBe(0)
    const update = (): unknown => taskDelegations.update('a', { output: 'new'.repeat(3_000) })
    for (const change of [update, () => taskDelegations.create({ output: 'x'.repeat(9_000) })]) {
      expect(change).toThrow(
        expect.objectContaining({
          code: 'HG_STORE_UNWRITABLE',
          message: expect.stringContaining('the disk is full'),
        }),
      )
    }
    expect(taskDelegations.where({ output: 'old' })).toHaveLength(1)
    expect(fs.readdirSync(join(project, '.htmlgraph/task-delegations'))).toEqual(['a.html'])
    expect(fs.readdirSync(join(project, '.htmlgraph/.tmp'))).toEqual([])
    fs.rmSync(filler)
    update()
    expect(taskDelegations.count({ output: { contains: 'newnew' } })).toBe(1)
    expect(taskDelegations.problems()).toEqual([])
    close()
    fs.rmSync(project, { recursive: true })
  }

  it('is no failure of a write whose file is there when only the index cannot be written', () => {
    const { taskDelegations } = openStore({ root })
    taskDelegations.create({ taskId: 'a', output: 'old' })
    const limited = runLimited(`
      const { taskDelegations } = openStore({ root })
      taskDelegations.count()
      // From here on nothing is put into the index, as on a disk without room for it.
      const { DatabaseSync } = await import('node:sqlite')
      const { prepare } = DatabaseSync.prototype
      DatabaseSync.prototype.prepare = function (sql) {
        if (/^(INSERT|UPDATE nodes)/.test(sql)) throw Object.assign(new Error('database or disk is full'), { errcode: 13 })
        return prepare.call(this, sql)
      }
      taskDelegations.update('a', { output: 'new' })
      taskDelegations.create({ taskId: 'b', status: 'failed' })
      return [taskDelegations.get('a').output, taskDelegations.count({ status: 'failed' })]`)
    expect(limited).toEqual(['new', 1])
    expect(taskDelegations.where({ status: 'failed' }).map(({ taskId }) => taskId)).toEqual(['b'])
    expect(taskDelegations.count()).toBe(2)
  })
})

describe('fault 7: a directory that this user may only read', () => {
  it('is said before anything is written, and questions are answered all the same', () => {
    openStore({ root }).taskDelegations.create({ taskId: 'a', status: 'failed' })
    openStore({ root }).close()
    for (const path of ['', '.htmlgraph', '.htmlgraph/task-delegations', '.htmlgraph/.tmp']) {
      fs.chmodSync(join(root, path), 0o555)
    }
    fs.chmodSync(join(root, '.htmlgraph/task-delegations/a.html'), 0o444)
    const answers = runLimited(
      `
      const store = openStore({ root })
      const messageOf = (call) => { try { call(); return null } catch (error) { return error.code + ': ' + error.message } }
      return [
        store.taskDelegations.where({ status: 'failed' }).length,
        messageOf(() => store.assertWritable()),
        messageOf(() => store.taskDelegations.create({ taskId: 'b' })),
        messageOf(() => store.taskDelegations.update('a', { output: 'x' })),
      ]`,
      process.getuid?.() === 0 ? { uid: NOBODY } : {},
    )
    for (const path of ['', '.htmlgraph', '.htmlgraph/task-delegations', '.htmlgraph/.tmp']) {
      fs.chmodSync(join(root, path), 0o700)
    }
    const refused = expect.stringMatching(/^HG_STORE_UNWRITABLE: .*this user may not write there/)
    expect(answers).toEqual([1, refused, refused, refused])
    expect(openStore({ root }).taskDelegations.get('a')?.output).toBeNull()
  })
})

describe('fault 8: a process that may open no more files', () => {
  it('changes nothing, says so, and goes on when it may again', () => {
    const { taskDelegations } = openStore({ root })
    taskDelegations.create({ taskId: 'a', status: 'pending' })
    const answers = runLimited(
      `
      const { taskDelegations } = openStore({ root })
      taskDelegations.count()
      const open = []
      try { for (;;) open.push(fs.openSync('/dev/null')) } catch {}
      const answers = []
      try { taskDelegations.update('a', { status: 'failed' }) } catch (error) { answers.push(error.code, error.details.reason) }
      for (const descriptor of open) fs.closeSync(descriptor)
      answers.push(taskDelegations.get('a').status)
      return [...answers, taskDelegations.update('a', { output: 'again' }).output]`,
      { before: ['prlimit', '--nofile=40'] },
    )
    expect(answers).toEqual(['HG_STORE_UNWRITABLE', 'EMFILE', 'pending', 'again'])
    expect(taskDelegations.get('a')).toMatchObject({ status: 'pending', output: 'again' })
  })
})

describe('fault 10: a file that is not whole', () => {
  const text = (): string =>
    fs.readFileSync(join(root, '.htmlgraph/task-delegations/a.html'), 'utf8')

  beforeEach(() => {
    const { taskDelegations } = openStore({ root })
    taskDelegations.create({ ...FULL_DELEGATION, taskId: 'a' })
    for (const taskId of ['before', 'behind']) taskDelegations.create({ taskId })
  })

  it('is named and hides no other, wherever it was cut', () => {
    const whole = Buffer.from(text())
    const end = whole.lastIndexOf('</article>')
    const { taskDelegations, pathOf } = openStore({ root })
    const wholeRecord = taskDelegations.get('a')
    for (let length = 0; length < whole.length; length += 1) {
      fs.writeFileSync(pathOf('a'), whole.subarray(0, length))
      const record = readOrProblem(taskDelegations, 'a')
      // Behind the end of the article nothing counts.
      if (length >= end + '</article>'.length) expect(record).toEqual(wholeRecord)
      else expect(record, `${length} bytes`).toMatch(/^HG_RECORD_CORRUPT/)
    }
    fs.writeFileSync(pathOf('a'), whole.subarray(0, end))
    expect(taskDelegations.all().map(({ taskId }) => taskId)).toEqual(['before', 'behind'])
    expect(taskDelegations.problems().map(({ file }) => file)).toEqual(['a.html'])
  }, 120_000)

  it('is a record or named, whatever bit was flipped, and never stops the others', () => {
    const whole = Buffer.from(text())
    const { taskDelegations, pathOf } = openStore({ root })
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(7), (place, bit) => {
        const flipped = Buffer.from(whole)
        flipped[place] = (flipped[place] ?? 0) ^ (1 << bit)
        fs.writeFileSync(pathOf('a'), flipped)
        const record = readOrProblem(taskDelegations, 'a')
        if (typeof record === 'string') expect(record).toMatch(/^HG_RECORD_CORRUPT/)
        else expect(record.taskId).toBe('a')
        const others = taskDelegations.all().filter(({ taskId }) => taskId !== 'a')
        expect(others).toHaveLength(2)
      }),
      { numRuns: 400, seed: 1 },
    )
  }, 60_000)

  function readOrProblem(records: TaskDelegations, id: string): DelegationRecord | string {
    try {
      return records.get(id) as DelegationRecord
    } catch (error) {
      return `${Reflect.get(error as Error, 'code')} ${(error as Error).message}`
    }
  }
})

describe('fault 11: texts that HTML could change', () => {
  it('come back as they were, for every character that there is', () => {
    const { taskDelegations, pathOf } = openStore({ root })
    for (let first = 1; first < 0x110000; first += 0x8000) {
      const points = Array.from({ length: 0x8000 }, (_, offset) => first + offset)
      const text = points
        .filter((point) => point < 0x110000 && (point < 0xd800 || point > 0xdfff))
        .map((point) => String.fromCodePoint(point))
        .join('')
      taskDelegations.create({ taskId: `from-${first}`, output: text, prompt: `\n${text}\n` })
      expect(taskDelegations.get(`from-${first}`)?.output === text).toBe(true)
      expect(taskDelegations.get(`from-${first}`)?.prompt === `\n${text}\n`).toBe(true)
      const $ = load(fs.readFileSync(pathOf(`from-${first}`), 'utf8'))
      expect($('[data-output] pre').text() === text).toBe(true)
    }
  }, 60_000)

  it('are refused with NUL, and made well-formed with half a character', () => {
    const { taskDelegations } = openStore({ root })
    expect(() => taskDelegations.create({ output: 'a\0b' })).toThrow('NUL character at position 1')
    expect(taskDelegations.create({ taskId: 'a', output: 'x\ud800y' }).output).toBe('x\ufffdy')
    expect(taskDelegations.get('a')?.output).toBe('x\ufffdy')
  })
})

describe('fault 24: ids that lead elsewhere', () => {
  it.each(['../x', '/etc/x', 'a/..', '%2e', '.', '..', 'a\\b', 'a/b', './a', '~', 'a%2fb', ''])(
    'refuses %j in every call, and touches nothing outside of the store',
    (id) => {
      const store = openStore({ root })
      const { taskDelegations } = store
      const before = fs.readdirSync(root)
      for (const call of [
        () => taskDelegations.create({ taskId: id }),
        () => taskDelegations.get(id),
        () => taskDelegations.update(id, {}),
        () => taskDelegations.delete(id),
        () => taskDelegations.create({ dependsOn: [id] }),
        () => store.pathOf(id),
        () => store.createOutputDirectory(id),
        () => store.collection(id),
        () => store.collection('notes').create({ id, title: 'x' }),
        () => store.edges(`${id}/x`),
      ]) {
        expect(call).toThrow(
          expect.objectContaining({
            code: expect.stringMatching(/^HG_(TASK_ID|NODE_ID|OPTION)_INVALID$/),
          }),
        )
      }
      expect(fs.readdirSync(root)).toEqual(before)
    },
  )
})

describe('fault 25: characters of all the world', () => {
  const texts = ['👩‍👩‍👧‍👦 🏴‍☠️', 'é', 'e\u0301', 'שלום', '\u202eevil\u202c', '\ufeffx', 'ﬀ']

  it('come back as they were; what looks alike stays two things', () => {
    const { taskDelegations } = openStore({ root })
    for (const [index, text] of texts.entries()) {
      taskDelegations.create({
        taskId: `t${index}`,
        agent: text,
        prompt: text,
        properties: { [text]: text },
      })
      expect(taskDelegations.get(`t${index}`)).toMatchObject({
        agent: text,
        prompt: text,
        properties: { [text]: text },
      })
      expect(taskDelegations.where({ agent: text }).map(({ taskId }) => taskId)).toEqual([
        `t${index}`,
      ])
    }
  })

  it.each([...texts, 'x'.repeat(300), 'é'.repeat(150)])(
    '%j is no id, and the error has one',
    (id) => {
      const { taskDelegations } = openStore({ root })
      try {
        taskDelegations.create({ taskId: id })
        expect.unreachable()
      } catch (error) {
        expect(isHtmlGraphError(error) && error.code).toBe('HG_TASK_ID_INVALID')
        expect(isTaskId(Reflect.get(error as Error, 'details').suggestion)).toBe(true)
      }
    },
  )
})

describe('fault 26: a disk that takes Task-A and task-a for one', () => {
  it.each([
    ['with an index', () => {}],
    ['without one', () => fs.mkdirSync(join(root, '.htmlgraph/index.sqlite'), { recursive: true })],
  ])('has the one that was there first, %s', (_, prepare) => {
    prepare()
    const store = openStore({ root, port: foldingPort() })
    const { taskDelegations } = store
    taskDelegations.create({ taskId: 'Task-A', output: 'first' })
    const twin = expect.objectContaining({ code: 'HG_TASK_EXISTS' })
    expect(() => taskDelegations.create({ taskId: 'task-a' })).toThrow(twin)
    expect(taskDelegations.get('task-a')).toBeNull()
    expect(() => taskDelegations.update('task-a', { output: 'x' })).toThrow('There is no task')
    expect(taskDelegations.delete('task-a')).toBe(false)
    expect(taskDelegations.get('Task-A')?.output).toBe('first')
    expect(taskDelegations.all()).toHaveLength(1)
    const notes = store.collection('notes')
    notes.create({ id: 'Note', title: 'first' })
    expect(() => notes.create({ id: 'note', title: 'second' })).toThrow('differs in case only')
    expect(notes.get('note')).toBeNull()
    expect([notes.delete('note'), notes.get('Note')?.title]).toEqual([false, 'first'])
  })

  /** A file system that knows each name by its letters only. */
  function foldingPort(): FilePort {
    const resolve = (path: unknown): unknown => {
      if (typeof path !== 'string' || !path.startsWith(root)) return path
      const [directory, name] = [dirname(path), basename(path)]
      const known = fs.existsSync(directory) ? fs.readdirSync(directory) : []
      return join(
        directory,
        known.find((each) => each.toLowerCase() === name.toLowerCase()) ?? name,
      )
    }
    const entries = Object.entries(fs).map(([name, member]) => {
      if (typeof member !== 'function' || !name.endsWith('Sync')) return [name, member]
      return [
        name,
        (...values: unknown[]) =>
          (member as (...all: unknown[]) => unknown)(...values.map(resolve)),
      ]
    })
    return Object.fromEntries(entries) as FilePort
  }
})

describe('fault 27: names that Windows keeps for itself', () => {
  it.each([
    'CON',
    'con',
    'NUL.txt',
    'aux.',
    'COM1',
    'lpt9.html',
    'a.',
    'a:b',
    'a ',
    'a?',
    'a*',
    'a|b',
    'PRN.a.b',
  ])('%j is no id', (id) => {
    expect(isTaskId(id)).toBe(false)
    expect(() => openStore({ root }).taskDelegations.create({ taskId: id })).toThrow(
      expect.objectContaining({ code: 'HG_TASK_ID_INVALID' }),
    )
    expect(fs.readdirSync(root)).toEqual([])
  })
})

describe('fault 28: links in the store', () => {
  it('are not written through and not read, and what they lead to stays as it is', () => {
    const victim = join(root, 'victim')
    fs.writeFileSync(victim, 'precious')
    const store = openStore({ root })
    const { taskDelegations } = store
    taskDelegations.create({ taskId: 'a', output: 'text' })
    fs.symlinkSync(victim, store.pathOf('b'))
    expect(() => taskDelegations.create({ taskId: 'b' })).toThrow('exists already')
    for (const call of [() => taskDelegations.get('b'), () => taskDelegations.update('b', {})]) {
      expect(call).toThrow('it is a symbolic link')
    }
    expect(taskDelegations.all().map(({ taskId }) => taskId)).toEqual(['a'])
    expect(taskDelegations.problems().map(({ reason }) => reason)).toEqual([
      'it is a symbolic link',
    ])
    expect(taskDelegations.delete('b')).toBe(true)
    expect(fs.readFileSync(victim, 'utf8')).toBe('precious')
  })

  it.each(['.htmlgraph', '.htmlgraph/task-delegations', '.htmlgraph/.tmp', '.htmlgraph/runs'])(
    'are refused in the place of %s',
    (path) => {
      const elsewhere = fs.mkdtempSync(join(tmpdir(), 'htmlgraph-elsewhere-'))
      fs.mkdirSync(dirname(join(root, path)), { recursive: true })
      fs.symlinkSync(elsewhere, join(root, path))
      expect(() => {
        const store = openStore({ root })
        store.assertWritable()
      }).toThrow('is a symbolic link')
      expect(fs.readdirSync(elsewhere)).toEqual([])
      fs.rmdirSync(elsewhere)
    },
  )
})

/** The user that owns nothing. */
const NOBODY = 65_534

/** Runs the body of a function in a process of its own, which finds `openStore`, `root` and `fs`, and gives back what it returns. */
function runLimited(
  body: string,
  { uid, before = [] }: { readonly uid?: number; readonly before?: readonly string[] } = {},
): unknown {
  const program = `
    import * as fs from 'node:fs'
    const { openStore } = await import(${JSON.stringify(MODULE)})
    const root = ${JSON.stringify(root)}
    const run = async () => {${body}}
    console.log(JSON.stringify(await run()))`
  const args = ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', program]
  const [command = '', ...rest] = [...before, process.execPath, ...args]
  const { stdout, stderr } = spawnSync(command, rest, { encoding: 'utf8', uid, cwd: '/' })
  expect(stderr).toBe('')
  return JSON.parse(stdout)
}

/** What files and index say; they must agree, and nothing may be torn. */
function stateOf(directory: string): string {
  const store = openStore({ root: directory })
  const { taskDelegations } = store
  const notes = store.collection('notes')
  expect([...taskDelegations.problems(), ...notes.problems()]).toEqual([])
  const records = taskDelegations.all()
  const ids = taskDelegations.select(['taskId']).map(({ taskId }) => taskId)
  expect(ids).toEqual(records.map(({ taskId }) => taskId))
  const shown = [
    ...records.map(({ taskId, output }) => `${taskId}:${output?.split(' ')[0]}`),
    '/',
    ...notes.where({}, { sort: 'id' }).map(({ id, title }) => `${id}:${title}`),
  ]
  store.close()
  return shown.join(' ')
}

function withFault(failing: number): FilePort {
  let calls = 0
  const entries = Object.entries(fs).map(([name, member]) => {
    if (typeof member !== 'function' || !name.endsWith('Sync')) return [name, member]
    const call = (...values: unknown[]): unknown => {
      calls += 1
      if (calls === failing) throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' })
      return (member as (...all: unknown[]) => unknown)(...values)
    }
    return [name, call]
  })
  return Object.fromEntries(entries) as FilePort
}

function killAt(
  failing: number,
  operation: string,
): { signal: string | null; status: number | null } {
  const program = `
    import * as fs from 'node:fs'
    const { openStore } = await import(${JSON.stringify(MODULE)})
    let calls = 0
    const port = Object.fromEntries(Object.entries(fs).map(([name, member]) => [name,
      typeof member === 'function' && name.endsWith('Sync')
        ? (...values) => (++calls === ${failing} ? process.kill(process.pid, 'SIGKILL') : member(...values))
        : member]))
    const operation = ${operation}
    operation(openStore({ root: ${JSON.stringify(root)}, port }))`
  const { signal, status } = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', program],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  )
  return { signal, status }
}

function errorOf(run: () => void): unknown {
  try {
    run()
    return null
  } catch (error) {
    return error
  }
}
