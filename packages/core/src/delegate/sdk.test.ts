import { spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { ECHO_AGENT, echoPlugin } from '../../test/echo-provider.ts'
import { isHtmlGraphError } from '../contract/index.ts'
import { withRetry } from '../patterns/index.ts'
import { compose, HeadlessSpawner } from '../spawner/index.ts'
import type { DelegationTask } from './delegation-task.ts'
import { SDK } from './sdk.ts'

let root: string
let sdk: SDK

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'htmlgraph-sdk-'))
  sdk = new SDK({ root, spawner: new HeadlessSpawner({ plugins: [echoPlugin] }) })
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

/** A task for the made-up agent. */
const task = (taskId: string | undefined, ...lines: string[]): DelegationTask => ({
  taskId,
  prompt: lines.join('\n'),
  agent: 'coder',
  executable: ECHO_AGENT,
})

const recordFiles = (): string[] =>
  existsSync(join(root, '.htmlgraph', 'task-delegations'))
    ? readdirSync(join(root, '.htmlgraph', 'task-delegations'))
    : []

async function codeOf(call: PromiseLike<unknown>): Promise<string | null> {
  try {
    await call
  } catch (error) {
    if (isHtmlGraphError(error)) return error.code
    throw error
  }
  return null
}

describe('delegate', () => {
  it('has a durable record before the agent starts, and a complete one after it', async () => {
    const taskId = await sdk.delegate({
      ...task('task-1', 'usage 10 5 1200', 'change src/a.ts', 'end Done'),
      taskType: 'CODE_GENERATION',
      properties: { ticket: '007', weight: 7 },
    })
    expect(taskId).toBe('task-1')
    expect(sdk.taskDelegations.get('task-1')).toMatchObject({ status: 'pending', pid: null })
    const record = await sdk.waitFor('task-1')
    expect(record).toMatchObject({
      taskId: 'task-1',
      agent: 'coder',
      provider: 'echo',
      model: 'echo-large-1',
      status: 'completed',
      outcome: 'completed',
      access: 'workspace-write',
      output: 'Done',
      result: 'Done',
      error: null,
      tokensUsed: 15,
      cost: 0.0012,
      costBasis: 'reported',
      sessionId: 'session-1',
      taskType: 'CODE_GENERATION',
      cwd: root,
      properties: { ticket: '007', weight: 7 },
      fileChanges: [{ path: 'src/a.ts', change: 'updated' }],
    })
    expect(record.pid).toBeGreaterThan(0)
    expect(record.attempts).toHaveLength(1)
    expect(Date.parse(record.completedAt ?? '')).toBeGreaterThanOrEqual(
      Date.parse(record.startedAt ?? ''),
    )
    expect(sdk.taskDelegations.get('task-1')).toEqual(record)
  })

  it('starts no agent when what it prints could end up elsewhere', async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'elsewhere-'))
    mkdirSync(join(root, '.htmlgraph'))
    symlinkSync(elsewhere, join(root, '.htmlgraph/runs'))
    expect(await codeOf(sdk.delegate(task('linked', 'end Done')))).toBe('HG_STORE_UNWRITABLE')
    expect(sdk.taskDelegations.get('linked')).toBeNull()
    expect(readdirSync(elsewhere)).toEqual([])
    rmSync(elsewhere, { recursive: true })
  })

  it('is in progress, with its process, while the agent works', async () => {
    const seen = Promise.withResolvers<void>()
    const taskId = await sdk.delegate(task(undefined, 'say Working', 'hang'), {
      onEvent: (event) => event.type === 'message' && seen.resolve(),
    })
    await seen.promise
    const record = sdk.taskDelegations.get(taskId)
    expect(record).toMatchObject({ status: 'in-progress', completedAt: null })
    expect(record?.pid).toBeGreaterThan(0)
    expect(sdk.cancel(taskId, 'enough')).toBe(true)
    expect(await sdk.waitFor(taskId)).toMatchObject({
      status: 'cancelled',
      output: 'Working',
      error: 'enough',
    })
  })

  it('keeps what a failed agent had said, and why it failed', async () => {
    await sdk.delegate(task('task-2', 'say Half', 'fail quota No credit left'))
    expect(await sdk.waitFor('task-2')).toMatchObject({
      status: 'failed',
      outcome: 'failed',
      errorKind: 'quota',
      error: 'No credit left',
      output: 'Half',
    })
  })

  it('keeps every attempt of a task that is tried again', async () => {
    const spawner = compose(
      new HeadlessSpawner({ plugins: [echoPlugin] }),
      withRetry({ baseDelayMs: 1 }),
    )
    const pids: number[] = []
    const retrying = new SDK({ root, spawner })
    const script = [
      'usage 1 1 100',
      'once tried fail overloaded Busy',
      'once quit exit 1',
      'end Done',
    ]
    await retrying.delegate(task('again', ...script), {
      onEvent: (event) => event.type === 'process-start' && pids.push(event.pid),
    })
    const record = await retrying.waitFor('again')
    expect(record).toMatchObject({ status: 'completed', tokensUsed: 4, cost: 0.0002 })
    expect(record.attempts).toMatchObject([
      {
        number: 1,
        outcome: 'failed',
        errorKind: 'overloaded',
        error: 'Busy',
        cost: 0.0001,
        pid: pids[0],
      },
      { number: 2, outcome: 'completed', errorKind: null, cost: 0.0001, pid: pids[1] },
    ])
    expect(retrying.taskDelegations.get('again')).toEqual(record)
    const outputs = join(root, '.htmlgraph/runs/again')
    expect(readdirSync(outputs).sort()).toEqual(['1.jsonl', '2.jsonl'])
    expect(readFileSync(join(outputs, '1.jsonl'), 'utf8')).toContain('Busy')
    expect(readFileSync(join(outputs, '2.jsonl'), 'utf8')).toContain('Done')
  })

  it('shows the attempts of a task while it is tried again', async () => {
    const retry = withRetry({ baseDelayMs: 1 })
    const spawner = compose(new HeadlessSpawner({ plugins: [echoPlugin] }), retry)
    const retrying = new SDK({ root, spawner })
    const second = Promise.withResolvers<void>()
    let started = 0
    await retrying.delegate(
      task('going', 'once tried fail overloaded Busy', 'once quit exit 1', 'say x', 'hang'),
      {
        onEvent(event) {
          if (event.type === 'process-start') started += 1
          if (event.type === 'message' && started === 2) second.resolve()
        },
      },
    )
    await second.promise
    expect(retrying.taskDelegations.get('going')).toMatchObject({
      status: 'in-progress',
      attempts: [{ number: 1 }, { number: 2, outcome: null }],
    })
    retrying.cancel('going')
    await retrying.waitFor('going')
  })

  it('keeps a record of an agent that prints what HTML cannot hold', async () => {
    await sdk.delegate(task('task-6', 'nul'))
    expect(await sdk.waitFor('task-6')).toMatchObject({ status: 'completed', output: 'a\uFFFDb' })
  })

  it('keeps a record of an agent that could not be started', async () => {
    await sdk.delegate({ ...task('task-3', 'end'), executable: '/nowhere/echo' })
    expect(await sdk.waitFor('task-3')).toMatchObject({
      status: 'failed',
      errorKind: 'not-installed',
    })
  })

  it('runs again what had never run', async () => {
    await sdk.delegate({ ...task('again', 'end Done'), executable: '/nowhere/echo' })
    await sdk.waitFor('again')
    await sdk.delegate(task('again', 'end Done'))
    expect(await sdk.waitFor('again')).toMatchObject({
      status: 'completed',
      output: 'Done',
      error: null,
    })
  })

  it('costs no run when a listener throws', async () => {
    const warnings = collectWarnings()
    await sdk.delegate(task('heard', 'usage 10 5 1200', 'end Done'), {
      onEvent: () => {
        throw new Error('listener bug')
      },
    })
    expect(await sdk.waitFor('heard')).toMatchObject({ status: 'completed', tokensUsed: 15 })
    await nextTurn()
    expect(warnings.join()).toContain('listener bug')
  })

  it('tells who waits that a result could not be kept, and ends no other run', async () => {
    const warnings = collectWarnings()
    await sdk.delegate(task('lost', 'wait 300', 'end Done'), {
      onEvent: () => rmSync(join(root, '.htmlgraph'), { recursive: true, force: true }),
    })
    expect(await codeOf(sdk.waitFor('lost'))).toBe('HG_TASK_NOT_FOUND')
    await nextTurn()
    expect(warnings.join()).toContain('its record could not be kept')
  })

  it('keeps what a role has by default when the project names its provider', async () => {
    writeFileSync(
      join(root, 'htmlgraph.config.json'),
      JSON.stringify({ agents: { coder: { provider: 'echo' } } }),
    )
    await sdk.delegate(task('role', 'end Done'))
    expect(await sdk.waitFor('role')).toMatchObject({ access: 'workspace-write' })
  })

  it('runs the same task once, and refuses another one of its id', async () => {
    const pids: number[] = []
    const options = {
      onEvent: (event: { type: string; pid?: number }) => {
        if (event.pid !== undefined) pids.push(event.pid)
      },
    }
    const ids = [
      await sdk.delegate(task('same', 'wait 100', 'end Done'), options),
      await sdk.delegate(task('same', 'wait 100', 'end Done'), options),
    ]
    await sdk.waitFor('same')
    ids.push(await sdk.delegate(task('same', 'wait 100', 'end Done'), options))
    expect(ids).toEqual(['same', 'same', 'same'])
    expect(pids).toHaveLength(1)
    expect(await codeOf(sdk.delegate(task('same', 'end Other')))).toBe('HG_TASK_EXISTS')
    expect((await sdk.results('same'))?.output).toBe('Done')
  })

  it.each([
    ['an unknown role', { agent: 'codr' }, 'HG_AGENT_UNKNOWN'],
    ['an unknown field', { promt: 'x' }, 'HG_OPTION_UNKNOWN'],
    ['an unknown provider', { provider: 'ecko' }, 'HG_PROVIDER_UNKNOWN'],
    ['an option of no provider', { options: { moed: 1 } }, 'HG_OPTION_UNKNOWN'],
    ['an empty prompt', { prompt: '' }, 'HG_OPTION_INVALID'],
    ['NUL in the prompt', { prompt: 'a\0b' }, 'HG_OPTION_INVALID'],
    ['a path as id', { taskId: '../x' }, 'HG_TASK_ID_INVALID'],
    ['a reserved name as id', { taskId: 'CON' }, 'HG_TASK_ID_INVALID'],
    ['a missing directory', { cwd: '/nowhere' }, 'HG_CWD_INVALID'],
  ])('refuses %s, and writes nothing', async (_title, mistake, code) => {
    expect(await codeOf(sdk.delegate({ ...task('task-4', 'end'), ...mistake }))).toBe(code)
    expect(recordFiles()).toEqual([])
  })

  it('fault 7: starts no agent when the record cannot be written', async () => {
    const probe = `
      import { HeadlessSpawner, SDK } from ${JSON.stringify(new URL('../index.ts', import.meta.url).href)}
      import { echoPlugin } from ${JSON.stringify(new URL('../../test/echo-provider.ts', import.meta.url).href)}
      if (process.getuid() === 0) process.setuid(65534)
      const sdk = new SDK({ root: process.argv[1], spawner: new HeadlessSpawner({ plugins: [echoPlugin] }) })
      let started = 0
      await sdk.delegate(${JSON.stringify(task('task-5', 'end'))}, { onEvent: () => started++ })
        .catch((error) => console.log(error.code, started))`
    chmodSync(root, 0o555)
    const output = await runNode(probe, root)
    chmodSync(root, 0o755)
    expect(output).toBe('HG_STORE_UNWRITABLE 0\n')
  })
})

describe('parallelDelegate', () => {
  it('gives all records by id, whatever became of each', async () => {
    const records = await sdk.parallelDelegate([
      task('a', 'end Alpha'),
      task('b', 'fail auth Please log in'),
      task('c', 'end Gamma'),
    ])
    expect([...records].map(([id, record]) => [id, record.status])).toEqual([
      ['a', 'completed'],
      ['b', 'failed'],
      ['c', 'completed'],
    ])
  })

  it('tells of each as it comes', async () => {
    const order: string[] = []
    const tasks = [task('slow', 'wait 1500', 'end'), task('quick', 'end Done')]
    for await (const [id] of sdk.parallelDelegate(tasks)) order.push(id)
    expect(order).toEqual(['quick', 'slow'])
  })

  it('runs no more at a time than it may', async () => {
    let running = 0
    let most = 0
    const tasks = ['1', '2', '3', '4'].map((id) => task(id, 'wait 50', 'end Done'))
    await sdk.parallelDelegate(tasks, {
      concurrency: 2,
      onEvent: (event) => {
        if (event.type === 'process-start') running += 1
        if (event.type === 'end') running -= 1
        most = Math.max(most, running)
      },
    })
    expect(most).toBe(2)
  })

  it('writes nothing when one of its tasks is a mistake', async () => {
    const wrong = sdk.parallelDelegate([task('a', 'end'), { ...task('b', 'end'), agent: 'nobody' }])
    expect(await codeOf(wrong)).toBe('HG_AGENT_UNKNOWN')
    const clash = sdk.parallelDelegate([task('a', 'end One'), task('a', 'end Two')])
    expect(await codeOf(clash)).toBe('HG_TASK_EXISTS')
    const none = sdk.parallelDelegate([task('a', 'end')], { concurrency: 0 })
    expect(await codeOf(none)).toBe('HG_OPTION_INVALID')
    const parent = sdk.parallelDelegate([task('a', 'end'), { ...task('b', 'end'), parent: '../x' }])
    expect(await codeOf(parent)).toBe('HG_OPTION_INVALID')
    const folded = sdk.parallelDelegate([task('Task-A', 'end'), task('task-a', 'end')])
    expect(await codeOf(folded)).toBe('HG_TASK_EXISTS')
    expect(await codeOf(sdk.parallelDelegate('a' as never))).toBe('HG_OPTION_INVALID')
    expect(recordFiles()).toEqual([])
  })

  it('cancels what runs and what has not begun', async () => {
    const abort = new AbortController()
    const records = await sdk.parallelDelegate([task('a', 'hang'), task('b', 'end')], {
      concurrency: 1,
      signal: abort.signal,
      onEvent: () => abort.abort('stop all'),
    })
    expect([...records.values()].map((record) => record.status)).toEqual(['cancelled', 'cancelled'])
    expect(records.get('b')?.pid).toBeNull()
  })
})

describe('cancel', () => {
  it('keeps a task from beginning', async () => {
    const all = sdk.parallelDelegate([task('a', 'wait 200', 'end A'), task('b', 'end B')], {
      concurrency: 1,
      onEvent: (event) => event.type === 'process-start' && sdk.cancel('b', 'not needed'),
    })
    expect((await all).get('b')).toMatchObject({
      status: 'cancelled',
      pid: null,
      error: 'not needed',
    })
    expect(sdk.cancel('b')).toBe(false)
  })
})

describe('waitFor', () => {
  it('makes a record final whose process is gone', async () => {
    const holder = `${process.pid} 0`
    const fields = { prompt: 'x', agent: 'coder', host: hostname(), holder }
    sdk.taskDelegations.create({ ...fields, taskId: 'left', status: 'in-progress', pid: 4711 })
    expect(await sdk.waitFor('left')).toMatchObject({ status: 'failed', errorKind: 'crashed' })
  })

  it('does not wait longer than it may for a task of this process', async () => {
    await sdk.delegate(task('long', 'hang'))
    expect(await codeOf(sdk.waitFor('long', { timeoutMs: 1 }))).toBe('HG_WAIT_TIMEOUT')
    sdk.cancel('long')
    await sdk.waitFor('long')
    expect(await codeOf(sdk.waitFor('long', { timeout: 1 } as object))).toBe('HG_OPTION_UNKNOWN')
  })

  it('knows no task that was never delegated', async () => {
    expect(await codeOf(sdk.waitFor('ghost'))).toBe('HG_TASK_NOT_FOUND')
    expect(await sdk.results('ghost')).toBeNull()
  })

  it('does not wait longer than it may for a task of another process', async () => {
    sdk.taskDelegations.create({
      taskId: 'elsewhere',
      prompt: 'x',
      agent: 'coder',
      status: 'in-progress',
    })
    expect(await codeOf(sdk.waitFor('elsewhere', { timeoutMs: 1 }))).toBe('HG_WAIT_TIMEOUT')
  })
})

describe('the orchestrator', () => {
  it.each([
    ['SIGTERM', 'cancelled'],
    ['SIGINT', 'cancelled'],
    ['exit', 'failed'],
  ])('leaves final records when it dies by %s', async (end, status) => {
    const tasks = [task('dying', 'say Half', 'hang'), task('queued', 'end')]
    const program = `
      import { HeadlessSpawner, SDK } from ${JSON.stringify(new URL('../index.ts', import.meta.url).href)}
      import { echoPlugin } from ${JSON.stringify(new URL('../../test/echo-provider.ts', import.meta.url).href)}
      const sdk = new SDK({ root: process.argv[1], spawner: new HeadlessSpawner({ plugins: [echoPlugin] }) })
      await sdk.parallelDelegate(${JSON.stringify(tasks)}, {
        concurrency: 1,
        onEvent: (event) => {
          if (event.type !== 'message') return
          if (${JSON.stringify(end)} === 'exit') process.exit(7)
          process.kill(process.pid, ${JSON.stringify(end)})
        },
      })`
    await runNode(program, root)
    const record = sdk.taskDelegations.get('dying')
    expect(record).toMatchObject({ status, attempts: [{ outcome: status }] })
    expect(record?.completedAt).not.toBeNull()
    expect(isAlive(record?.pid ?? 0)).toBe(false)
    expect(sdk.taskDelegations.get('queued')).toMatchObject({ status: 'cancelled', pid: null })
  })
})

describe('watch', () => {
  it('tells how a delegated task goes on, until the SDK is closed', async () => {
    const statuses: (string | undefined)[] = []
    {
      using closing = sdk
      const changes = closing.watch({ debounceMs: 0 })
      const taskId = await sdk.delegate(task('watched', 'end Done'))
      await sdk.waitFor(taskId)
      do {
        const { value } = await changes.next()
        if (value !== undefined) statuses.push(sdk.taskDelegations.get(value.id)?.status)
      } while (statuses.at(-1) !== 'completed')
      closing.close()
      expect(await changes.next()).toEqual({ value: undefined, done: true })
    }
    expect(sdk.taskDelegations.get('watched')?.status).toBe('completed')
  })

  it('knows its options', () => {
    const options = { debounce: 5 } as object
    expect(() => sdk.watch(options)).toThrow('watch: there is no option "debounce".')
  })
})

/** What this process warns of, until the test ends. */
function collectWarnings(): string[] {
  const messages: string[] = []
  const listener = (warning: Error): void => void messages.push(warning.message)
  process.on('warning', listener)
  onTestFinished(() => void process.off('warning', listener))
  return messages
}

/** A zombie that nobody has waited for is dead. */
function isAlive(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' })
  return stdout.trim() !== '' && !stdout.startsWith('Z')
}

function runNode(program: string, argument: string): Promise<string> {
  const here = fileURLToPath(new URL('.', import.meta.url))
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program, argument], {
    cwd: here,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
  return new Promise((resolve) => child.on('close', () => resolve(output)))
}
