import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'

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
  },
  30_000,
)

it('lets exactly one of two processes create an id', async () => {
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
