import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openStore } from '../open-store.ts'

const STORE = new URL('../index.ts', import.meta.url).href

let root: string

beforeEach(() => {
  root = fs.mkdtempSync(join(tmpdir(), 'htmlgraph-processes-'))
})

afterEach(() => {
  fs.rmSync(root, { recursive: true, force: true })
})

it.each(['000', '077', '777'])(
  'gives files 0600 and directories 0700 under umask %s',
  (umask) => {
    const program = `
    process.umask('${umask}')
    const { openStore } = await import(${JSON.stringify(STORE)})
    const { taskDelegations } = openStore({ root: ${JSON.stringify(root)} })
    taskDelegations.create({ taskId: 'a' })
    taskDelegations.update('a', { output: 'x' })`
    execFileSync(process.execPath, ['--input-type=module', '--eval', program])
    const store = join(root, '.htmlgraph')
    expect(modeOf(store)).toBe(0o700)
    expect(modeOf(join(store, 'task-delegations'))).toBe(0o700)
    expect(modeOf(join(store, 'task-delegations', 'a.html'))).toBe(0o600)
    expect(modeOf(join(store, 'index.sqlite'))).toBe(0o600)
    expect(modeOf(join(store, '.tmp'))).toBe(0o700)
  },
  30_000,
)

it('fault 23: lets exactly one of two processes create an id', async () => {
  const program = `
    const { openStore } = await import(${JSON.stringify(STORE)})
    const { taskDelegations } = openStore({ root: ${JSON.stringify(root)} })
    process.on('message', () => {
      const answers = Array.from({ length: 200 }, (_, index) => {
        try {
          taskDelegations.create({ taskId: 'race-' + index, pid: process.pid })
          return 'created'
        } catch (error) {
          return error.code
        }
      })
      process.send(answers, () => process.disconnect())
    })
    process.send('ready')`
  const children = [startChild(program), startChild(program)]
  await Promise.all(children.map((child) => once(child, 'message')))
  const answers = children.map((child) => once(child, 'message'))
  for (const child of children) child.send('go')
  const [one = [], other = []] = (await Promise.all(answers)).map(([list]) => list as string[])
  expect(one).toHaveLength(200)
  for (const [index, answer] of one.entries()) {
    expect([answer, other[index]].toSorted()).toEqual(['HG_TASK_EXISTS', 'created'])
  }
  await Promise.all(children.map(exited))
}, 30_000)

it('fault 4: loses no update of four processes that change one record', async () => {
  const { taskDelegations } = openStore({ root })
  taskDelegations.create({ taskId: 'counter', priority: 0 })
  const program = `
    const { openStore } = await import(${JSON.stringify(STORE)})
    const { taskDelegations } = openStore({ root: ${JSON.stringify(root)} })
    for (let count = 0; count < 100; count += 1) {
      taskDelegations.update('counter', ({ priority }) => ({ priority: priority + 1 }))
    }
    process.disconnect()`
  const children = Array.from({ length: 4 }, () => startChild(program))
  await Promise.all(children.map(exited))
  expect(taskDelegations.get('counter')).toMatchObject({ priority: 400, version: 401 })
  expect(taskDelegations.where({ priority: 400 })).toHaveLength(1)
}, 60_000)

it('fault 5: goes on when a process is killed while it holds the lock', async () => {
  const { taskDelegations } = openStore({ root })
  taskDelegations.create({ taskId: 'a' })
  const program = `
    const { DatabaseSync } = await import('node:sqlite')
    const index = new DatabaseSync(${JSON.stringify(join(root, '.htmlgraph/index.sqlite'))})
    index.exec('BEGIN IMMEDIATE')
    process.send('holding')
    setInterval(() => {}, 60_000)`
  const child = startChild(program)
  await once(child, 'message')
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
  taskDelegations.update('a', { output: 'mine' })
  expect(taskDelegations.get('a')?.output).toBe('mine')
}, 30_000)

function startChild(program: string): ChildProcess {
  return spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
}

async function exited(child: ChildProcess): Promise<void> {
  if (child.exitCode === null) await once(child, 'exit')
}

function modeOf(path: string): number {
  return fs.statSync(path).mode & 0o777
}
