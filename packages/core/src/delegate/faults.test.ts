import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import * as fs from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ECHO_AGENT, echoPlugin } from '../../test/echo-provider.ts'
import { HeadlessSpawner } from '../spawner/index.ts'
import type { DelegationRecord } from '../store/index.ts'
import type { DelegationTask } from './delegation-task.ts'
import { SDK } from './sdk.ts'

// Faults that meet a delegation as a whole, by their numbers in `docs/store.md`.

let root: string

beforeEach(() => {
  root = fs.mkdtempSync(join(tmpdir(), 'htmlgraph-delegate-faults-'))
})

afterEach(() => {
  vi.useRealTimers()
  fs.rmSync(root, { recursive: true, force: true })
})

const openSDK = (at: string): SDK =>
  new SDK({ root: at, spawner: new HeadlessSpawner({ plugins: [echoPlugin] }) })

const task = (taskId: string, ...lines: string[]): DelegationTask => ({
  taskId,
  prompt: lines.join('\n'),
  agent: 'coder',
  executable: ECHO_AGENT,
})

describe('fault 6: a disk that is full when the result comes', () => {
  it('holds the result until there is room again', async ({ skip }) => {
    const disk = join(root, 'disk')
    fs.mkdirSync(disk)
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=400k', 'tmpfs', disk])
    skip(mounted.status !== 0, 'needs root: it mounts a small file system')
    const filler = join(disk, 'filler')
    const sdk = openSDK(disk)
    try {
      const prompt = ['say Half', 'wait 300', 'usage 10 5 1200', `end ${'Done '.repeat(2_000)}`]
      const taskId = await sdk.delegate(task('costly', ...prompt), {
        onEvent: ({ type }) => {
          if (type === 'message') spawnSync('sh', ['-c', 'cat /dev/zero > "$1"', 'sh', filler])
        },
      })
      const end = sdk.waitFor(taskId)
      expect(await Promise.race([end, delay(900, 'held')])).toBe('held')
      expect(sdk.taskDelegations.get('costly')).toMatchObject({ status: 'in-progress' })
      fs.rmSync(filler)
      expect(await end).toMatchObject({ status: 'completed', tokensUsed: 15, cost: 0.0012 })
      expect(sdk.taskDelegations.get('costly')?.output).toMatch(/^Done Done/)
    } finally {
      sdk.close()
      expect(spawnSync('umount', [disk]).status).toBe(0)
    }
  })
})

describe('fault 8: a process that may open no more files', () => {
  it('starts no agent, says so, and delegates the task when it may again', async () => {
    const output = await runNode(
      `
      const open = []
      try { for (;;) open.push(fs.openSync('/dev/null')) } catch {}
      await sdk.delegate(${JSON.stringify(task('a', 'end Done'))}, { onEvent: tell }).catch((error) => console.log(error.code, error.details.reason))
      for (const descriptor of open) fs.closeSync(descriptor)
      await sdk.delegate(${JSON.stringify(task('a', 'end Done'))}, { onEvent: tell })
      console.log((await sdk.waitFor('a')).output)`,
      ['prlimit', '--nofile=60'],
    )
    expect(output).toBe('HG_STORE_UNWRITABLE EMFILE\nprocess-start\nDone\n')
  })
})

describe('fault 9: a clock that is set back', () => {
  it.each([
    ['ends', ['wait 100', 'end Done'], 'completed'],
    ['fails', ['wait 100', 'exit 3'], 'failed'],
  ])('lets no run end before it began: one that %s', async (_, prompt, status) => {
    const sdk = openSDK(root)
    await sdk.delegate(task('a', ...prompt), {
      onEvent: ({ type }) => {
        if (type !== 'process-start') return
        vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 3_600_000 })
      },
    })
    const record = await sdk.waitFor('a')
    expect(record.status).toBe(status)
    expect(timesOf(record)).toEqual(timesOf(record).toSorted())
    const [attempt] = record.attempts
    expect(timesOf({ ...record, ...attempt })).toEqual(
      timesOf({ ...record, ...attempt }).toSorted(),
    )
    const took = Date.parse(attempt?.completedAt ?? '') - Date.parse(attempt?.startedAt ?? '')
    expect(took).toBeGreaterThanOrEqual(100)
    expect(took).toBeLessThan(60_000)
  })

  it('lets no task end before it was delegated: one whose orchestrator is gone', async () => {
    const sdk = openSDK(root)
    const later = new Date(Date.now() + 3_600_000).toISOString()
    const running = { number: 1, pid: 4_000_000, startedAt: later }
    sdk.taskDelegations.create({
      taskId: 'gone',
      status: 'in-progress',
      createdAt: later,
      startedAt: later,
      pid: running.pid,
      attempts: [{ ...NO_ATTEMPT, ...running }],
      holder: '4000000 1 0',
      host: hostname(),
    })
    const record = await sdk.waitFor('gone')
    expect(record).toMatchObject({ status: 'failed', errorKind: 'crashed', completedAt: later })
    expect(record.attempts).toMatchObject([{ completedAt: later }])
  })
})

describe('fault 37: two orchestrators with one store', () => {
  it('run each task once, and both get each result', async () => {
    const tasks = Array.from({ length: 8 }, (_, number) =>
      task(`task-${number}`, 'wait 50', `end Done ${number}`),
    )
    const program = `
      let started = 0
      process.on('message', async () => {
        const count = ({ type }) => { if (type === 'process-start') started += 1 }
        for (const task of ${JSON.stringify(tasks)}) await sdk.delegate(task, { onEvent: count })
        const ends = []
        for (let number = 0; number < 8; number += 1) ends.push((await sdk.waitFor('task-' + number)).output)
        process.send({ started, ends }, () => process.disconnect())
      })
      process.send('ready')`
    const orchestrators = [startNode(program), startNode(program)]
    await Promise.all(orchestrators.map((each) => once(each, 'message')))
    const answers = orchestrators.map((each) => once(each, 'message'))
    for (const each of orchestrators) each.send('go')
    const told = (await Promise.all(answers)).map(([answer]) => answer as Answer)
    const wanted = tasks.map((_, number) => `Done ${number}`)
    expect(told.map(({ ends }) => ends)).toEqual([wanted, wanted])
    expect((told[0]?.started ?? 0) + (told[1]?.started ?? 0)).toBe(8)
    expect(
      openSDK(root)
        .taskDelegations.all()
        .map(({ attempts }) => attempts.length),
    ).toEqual(wanted.map(() => 1))
  }, 60_000)
})

interface Answer {
  readonly started: number
  readonly ends: readonly string[]
}

const NO_ATTEMPT = {
  provider: null,
  model: null,
  sessionId: null,
  outcome: null,
  errorKind: null,
  error: null,
  completedAt: null,
  tokensUsed: null,
  cost: null,
  exitCode: null,
}

type Times = Pick<DelegationRecord, 'createdAt' | 'startedAt' | 'completedAt'>

function timesOf({ createdAt, startedAt, completedAt }: Times): string[] {
  return [createdAt, startedAt, completedAt] as string[]
}

/** A program that finds an `sdk`, `fs` and `tell`. */
function sourceOf(program: string): string {
  return `
    import * as fs from 'node:fs'
    import { HeadlessSpawner, SDK } from ${JSON.stringify(new URL('../index.ts', import.meta.url).href)}
    import { echoPlugin } from ${JSON.stringify(new URL('../../test/echo-provider.ts', import.meta.url).href)}
    const sdk = new SDK({ root: ${JSON.stringify(root)}, spawner: new HeadlessSpawner({ plugins: [echoPlugin] }) })
    const tell = ({ type }) => { if (type === 'process-start') console.log(type) }
    ${program}`
}

const ARGS = ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval']

async function runNode(program: string, before: readonly string[]): Promise<string> {
  const [command = '', ...rest] = [...before, process.execPath, ...ARGS, sourceOf(program)]
  const child = spawn(command, rest, { stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (piece: string) => {
    output += piece
  })
  await once(child, 'close')
  return output
}

function startNode(program: string): ChildProcess {
  return spawn(process.execPath, [...ARGS, sourceOf(program)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
}
