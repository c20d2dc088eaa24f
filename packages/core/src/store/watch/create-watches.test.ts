import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type FilePort, nodeFilePort } from '../files/file-port.ts'
import { openStore, type Store } from '../open-store.ts'
import type { ChangeKind } from './change-queue.ts'
import type { NodeChange, WatchOptions } from './create-watches.ts'

const STORE = new URL('../index.ts', import.meta.url).href
/** More than inotify keeps for a reader that is busy; each file makes several events. */
const BURST = 20_000

let root: string
let directory: string
let store: Store
/** Those of the store that are open. */
const watchers = new Set<fs.FSWatcher>()

beforeEach(() => {
  root = fs.mkdtempSync(join(tmpdir(), 'htmlgraph-watch-'))
  directory = join(root, '.htmlgraph', 'task-delegations')
  store = openStore({ root, port: portWith({}) })
})

afterEach(() => {
  store.close()
  expect(watchers.size).toBe(0)
  fs.rmSync(root, { recursive: true, force: true })
})

describe('watch', { timeout: 60_000 }, () => {
  it('tells what another process creates, changes and deletes', async () => {
    store.taskDelegations.create({ taskId: 'before' })
    const changes = store.watch()
    await runWriter("records.create({ taskId: 'a', status: 'pending' })")
    expect(await changes.next()).toEqual(told('created', 'a'))
    expect(store.taskDelegations.get('a')?.status).toBe('pending')
    await runWriter("records.update('a', { status: 'completed' })")
    expect(await changes.next()).toEqual(told('updated', 'a'))
    expect(store.taskDelegations.get('a')?.status).toBe('completed')
    await runWriter("records.delete('a')")
    expect(await changes.next()).toEqual(told('deleted', 'a'))
  })

  it('lets questions see an edit in place that brings a record into the answer', async () => {
    const id = 'a'
    store.taskDelegations.create({ taskId: id, status: 'pending' })
    expect(store.taskDelegations.where({ status: 'failed' })).toEqual([])
    const changes = store.watch()
    const path = store.pathOf(id)
    fs.writeFileSync(path, fs.readFileSync(path, 'utf8').replaceAll('"pending"', '"failed"'))
    expect(await changes.next()).toEqual(told('updated', id))
    expect(store.taskDelegations.count({ status: 'failed' })).toBe(1)
  })

  it('does the same for the nodes of another collection', async () => {
    const notes = store.collection('notes')
    notes.create({ id: 'n', title: 'N', status: 'todo' })
    expect(notes.count({ status: 'done' })).toBe(0)
    const changes = store.watch({ collection: 'notes' })
    const path = join(root, '.htmlgraph', 'notes', 'n.html')
    fs.writeFileSync(path, fs.readFileSync(path, 'utf8').replace('"todo"', '"done"'))
    const value = { kind: 'updated', id: 'n', collection: 'notes' }
    expect(await changes.next()).toEqual({ value, done: false })
    expect(notes.count({ status: 'done' })).toBe(1)
  })

  it('tells each file of a burst that another process makes', async () => {
    const changes = store.watch({ debounceMs: 10 })
    fs.mkdirSync(directory, { recursive: true })
    const written = runProgram(`
      const { writeFileSync } = await import('node:fs')
      for (let count = 0; count < ${BURST}; count += 1) {
        writeFileSync(${JSON.stringify(directory)} + '/burst-' + count + '.html', 'x')
      }`)
    const kinds = await readFor(changes, BURST)
    expect(countOf(kinds, 'created')).toBe(BURST)
    await written
  })

  it('misses nothing when the system drops events because this process was busy', async () => {
    fs.mkdirSync(directory, { recursive: true })
    const changes = store.watch()
    for (let count = 0; count < BURST; count += 1) {
      fs.writeFileSync(join(directory, `burst-${count}.html`), 'x')
    }
    const kinds = await readFor(changes, BURST)
    expect(countOf(kinds, 'created')).toBe(BURST)
  })

  it('ends with the picture of the directory, whatever several processes did to it', async () => {
    fs.mkdirSync(directory, { recursive: true })
    const changes = store.watch({ debounceMs: 5 })
    const writers = ['1', '2', '3'].map((name) => runProgram(randomWriter(name)))
    const files = new Map<string, string>()
    const endPath = join(directory, 'end.html')
    // The last change of all, which every writer has come before.
    const written = Promise.all(writers).then(() => fs.writeFileSync(endPath, 'end'))
    while (!files.has('end') || !isDeepStrictEqual(files, readAll())) {
      const { value } = await changes.next()
      if (value === undefined) expect.unreachable('the watch ended')
      // Deleted is deleted: what comes after it is another change.
      const isGone = value.kind === 'deleted'
      const text = isGone ? null : readOrNull(join(directory, `${value.id}.html`))
      if (text === null) files.delete(value.id)
      else files.set(value.id, text)
    }
    await written
  })

  it('tells what a checkout of git changes', async () => {
    const git = (...args: readonly string[]): void => {
      const options = ['-c', 'user.name=a', '-c', 'user.email=a@b.c', '-c', 'core.autocrlf=false']
      const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' }
      execFileSync('git', [...options, ...args], { cwd: root, env, stdio: 'ignore' })
    }
    fs.mkdirSync(directory, { recursive: true })
    const write = (id: number, text: string): void =>
      fs.writeFileSync(join(directory, `n-${id}.html`), text)
    git('init')
    for (let id = 0; id < 300; id += 1) write(id, 'one')
    git('add', '.')
    git('commit', '-m', 'one')
    git('checkout', '-b', 'other')
    for (let id = 0; id < 100; id += 1) fs.rmSync(join(directory, `n-${id}.html`))
    for (let id = 200; id < 400; id += 1) write(id, 'two')
    git('add', '-A', '.')
    git('commit', '-m', 'two')
    git('checkout', '-')
    const changes = store.watch()
    git('checkout', 'other')
    const kinds = await readFor(changes, 300)
    expect(countOf(kinds, 'deleted')).toBe(100)
    expect(countOf(kinds, 'updated')).toBe(100)
    expect(countOf(kinds, 'created')).toBe(100)
  })
})

describe('a directory that comes and goes', { timeout: 60_000 }, () => {
  it('is waited for, followed when it goes, and when it comes again', async () => {
    const changes = store.watch()
    expect(fs.readdirSync(root)).toEqual([])
    await runWriter("records.create({ taskId: 'a' })")
    expect(await changes.next()).toEqual(told('created', 'a'))
    fs.rmSync(join(root, '.htmlgraph'), { recursive: true })
    expect(await changes.next()).toEqual(told('deleted', 'a'))
    await runWriter("records.create({ taskId: 'b' })")
    expect(await changes.next()).toEqual(told('created', 'b'))
  })

  it('is compared file by file with another one that takes its place', async () => {
    fs.mkdirSync(directory, { recursive: true })
    for (const id of ['gone', 'kept']) {
      fs.writeFileSync(join(directory, `${id}.html`), 'x')
      fs.utimesSync(join(directory, `${id}.html`), 1, 1)
    }
    const changes = store.watch()
    const next = join(root, 'next')
    fs.mkdirSync(next)
    fs.renameSync(join(directory, 'kept.html'), join(next, 'kept.html'))
    fs.writeFileSync(join(next, 'new.html'), 'x')
    fs.renameSync(directory, join(root, 'last'))
    fs.renameSync(next, directory)
    const kinds = await readFor(changes, 2)
    expect([...kinds].toSorted()).toEqual([
      ['gone', 'deleted'],
      ['new', 'created'],
    ])
    fs.writeFileSync(join(directory, 'later.html'), 'x')
    expect(await changes.next()).toEqual(told('created', 'later'))
  })

  it('is noticed when one above it is moved away, of which no event tells', async () => {
    store.taskDelegations.create({ taskId: 'a' })
    const changes = store.watch()
    fs.renameSync(join(root, '.htmlgraph'), join(root, 'away'))
    expect(await changes.next()).toEqual(told('deleted', 'a'))
    fs.renameSync(join(root, 'away'), join(root, '.htmlgraph'))
    expect(await changes.next()).toEqual(told('created', 'a'))
  })

  it('ends the loop with an error when a link takes its place', async () => {
    fs.mkdirSync(directory, { recursive: true })
    const changes = store.watch()
    fs.renameSync(directory, join(root, 'elsewhere'))
    fs.symlinkSync(join(root, 'elsewhere'), directory)
    await expect(changes.next()).rejects.toMatchObject({ code: 'HG_STORE_UNWRITABLE' })
    expect(await changes.next()).toEqual({ value: undefined, done: true })
    expect(watchers.size).toBe(0)
  })
})

describe('events that do not come', { timeout: 60_000 }, () => {
  it.each<[string, Partial<FilePort>]>([
    ['are lost', { watch: watchThatIsDeaf as FilePort['watch'] }],
    ['are refused, as where too many are watched', { watch: () => throwCode('ENOSPC') }],
    ['end with an error', { watch: watchThatFails as FilePort['watch'] }],
  ])('hide no change when they %s', async (_, calls) => {
    const changes = openStore({ root, port: portWith(calls) }).watch()
    store.taskDelegations.create({ taskId: 'a' })
    expect(await changes.next()).toEqual(told('created', 'a'))
    store.taskDelegations.update('a', { output: 'x' })
    expect(await changes.next()).toEqual(told('updated', 'a'))
    await changes.return?.()
    expect(watchers.size).toBe(0)
  })

  it('are made up for when there were no file descriptors left for a while', async () => {
    store.taskDelegations.create({ taskId: 'a' })
    let failures = 0
    let isShort = false
    const lstatSync = (...values: Parameters<typeof fs.lstatSync>): unknown => {
      if (!isShort || !String(values[0]).endsWith('a.html')) return fs.lstatSync(...values)
      failures += 1
      isShort = failures < 2
      return throwCode('EMFILE')
    }
    const port = portWith({ lstatSync: lstatSync as FilePort['lstatSync'] })
    const changes = openStore({ root, port }).watch()
    isShort = true
    store.taskDelegations.update('a', { output: 'x' })
    expect(await changes.next()).toEqual(told('updated', 'a'))
    expect(failures).toBe(2)
    await changes.return?.()
  })
})

describe('the end', { timeout: 60_000 }, () => {
  it('comes for each watch of a process by itself: break, signal, close', async () => {
    const stop = new AbortController()
    const left = store.watch()
    const aborted = store.watch({ signal: stop.signal })
    const closed = [store.watch(), store.watch()]
    expect(watchers.size).toBe(4)
    store.taskDelegations.create({ taskId: 'a' })
    for await (const change of left) {
      expect(change).toEqual({ kind: 'created', id: 'a', collection: 'task-delegations' })
      break
    }
    expect(watchers.size).toBe(3)
    expect(await aborted.next()).toEqual(told('created', 'a'))
    const waiting = aborted.next()
    stop.abort()
    expect(await waiting).toEqual({ value: undefined, done: true })
    expect(watchers.size).toBe(2)
    store.close()
    for (const changes of closed) for await (const change of changes) expect.unreachable(change.id)
    expect(watchers.size).toBe(0)
  })

  it('leaves the store open for more', async () => {
    store.close()
    store.taskDelegations.create({ taskId: 'a' })
    const changes = store.watch()
    store.taskDelegations.create({ taskId: 'b' })
    expect(await changes.next()).toEqual(told('created', 'b'))
  })

  it('is there at once with a signal that was aborted before', async () => {
    const changes = store.watch({ signal: AbortSignal.abort() })
    expect(watchers.size).toBe(0)
    expect(await changes.next()).toEqual({ value: undefined, done: true })
  })

  it('lets a process end that has left its loop, or never began one', async () => {
    const child = startProgram(`
      const { openStore } = await import(${JSON.stringify(STORE)})
      const store = openStore({ root: ${JSON.stringify(root)} })
      store.watch()
      const changes = store.watch()
      process.send('ready', () => process.disconnect())
      for await (const { id } of changes) {
        if (id === 'a') break
      }`)
    await once(child, 'message')
    store.taskDelegations.create({ taskId: 'a' })
    expect(await exitOf(child)).toBe(0)
  })
})

describe('options', () => {
  it.each<[WatchOptions, string]>([
    [{ debounceMs: -1 }, 'debounceMs is -1; expected a whole number from 0 to 1000'],
    [{ debounceMs: 1.5 }, 'debounceMs is 1.5; expected a whole number from 0 to 1000'],
    [{ collection: '../etc' }, 'collection is "../etc"; expected the name of a directory'],
  ])('are refused when they cannot be used: %j', (options, message) => {
    expect(() => store.watch(options)).toThrow(message)
    expect(watchers.size).toBe(0)
  })

  it('name another collection', async () => {
    const changes = store.watch({ collection: 'features' })
    fs.mkdirSync(join(root, '.htmlgraph', 'features'), { recursive: true })
    fs.writeFileSync(join(root, '.htmlgraph', 'features', 'f.html'), 'x')
    expect(await changes.next()).toEqual({
      value: { kind: 'created', id: 'f', collection: 'features' },
      done: false,
    })
  })
})

function told(kind: ChangeKind, id: string): IteratorYieldResult<NodeChange> {
  return { value: { kind, id, collection: 'task-delegations' }, done: false }
}

/** Reads until so many files were told of. */
async function readFor(
  changes: AsyncIterableIterator<NodeChange>,
  files: number,
): Promise<ReadonlyMap<string, ChangeKind>> {
  const kinds = new Map<string, ChangeKind>()
  while (kinds.size < files) {
    const { value } = await changes.next()
    if (value === undefined) expect.unreachable('the watch ended')
    // Told again while it was being written, it is still new to this reader.
    if (value.kind !== 'updated' || !kinds.has(value.id)) kinds.set(value.id, value.kind)
  }
  return kinds
}

/** Makes, edits in place, replaces and deletes files at random. */
function randomWriter(name: string): string {
  return `
    const { appendFileSync, renameSync, rmSync, writeFileSync } = await import('node:fs')
    const directory = ${JSON.stringify(directory)}
    for (let count = 0; count < 2_000; count += 1) {
      const path = directory + '/n-' + Math.floor(Math.random() * 40) + '.html'
      const temporary = directory + '/.${name}.tmp'
      const text = '${name} ' + count
      const choice = Math.random()
      if (choice < 0.4) writeFileSync(path, text)
      else if (choice < 0.6) appendFileSync(path, text)
      else if (choice < 0.8) rmSync(path, { force: true })
      else {
        writeFileSync(temporary, text)
        renameSync(temporary, path)
      }
    }`
}

function readAll(): ReadonlyMap<string, string> {
  const names = fs.readdirSync(directory).filter((name) => name.endsWith('.html'))
  return new Map(
    names.map((name) => [name.slice(0, -5), fs.readFileSync(join(directory, name), 'utf8')]),
  )
}

function readOrNull(path: string): string | null {
  try {
    return fs.readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

function countOf(kinds: ReadonlyMap<string, ChangeKind>, kind: ChangeKind): number {
  return [...kinds.values()].filter((each) => each === kind).length
}

/** The file system, of which some calls are others. */
function portWith(calls: Partial<FilePort>): FilePort {
  const port = { ...nodeFilePort, ...calls }
  const watch = (...values: Parameters<typeof fs.watch>): fs.FSWatcher => {
    const watcher = port.watch(...values)
    const close = watcher.close.bind(watcher)
    watchers.add(watcher)
    watcher.close = () => {
      watchers.delete(watcher)
      close()
    }
    return watcher
  }
  return { ...port, watch: watch as FilePort['watch'] }
}

function watchThatIsDeaf(path: string): fs.FSWatcher {
  return fs.watch(path, { persistent: false })
}

function watchThatFails(path: string): fs.FSWatcher {
  const watcher = watchThatIsDeaf(path)
  queueMicrotask(() => watcher.emit('error', new Error('it broke')))
  return watcher
}

function throwCode(code: string): never {
  throw Object.assign(new Error(code), { code })
}

/** Lets another process write with the store; ends when it has. */
function runWriter(call: string): Promise<void> {
  return runProgram(`
    const { openStore } = await import(${JSON.stringify(STORE)})
    const records = openStore({ root: ${JSON.stringify(root)} }).taskDelegations
    ${call}`)
}

async function runProgram(program: string): Promise<void> {
  expect(await exitOf(startProgram(`${program}\nprocess.disconnect()`))).toBe(0)
}

function startProgram(program: string): ChildProcess {
  const args = ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', program]
  return spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
}

async function exitOf(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null) await once(child, 'exit')
  return child.exitCode
}
