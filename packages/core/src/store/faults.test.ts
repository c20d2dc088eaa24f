import { spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { isHtmlGraphError } from '../contract/index.ts'
import type { TaskDelegations } from './collection/task-delegations.ts'
import type { FilePort } from './files/file-port.ts'
import { openStore } from './open-store.ts'

const MODULE = new URL('open-store.ts', import.meta.url).href

/** More calls than any operation makes. */
const MOST_CALLS = 100

let root: string

beforeEach(() => {
  root = fs.mkdtempSync(join(tmpdir(), 'htmlgraph-faults-'))
})

afterEach(() => fs.rmSync(root, { recursive: true, force: true }))

const OPERATIONS: Readonly<Record<string, (records: TaskDelegations) => void>> = {
  create: (records) => records.create({ taskId: 'b', output: 'new' }),
  update: (records) => records.update('a', { output: 'new' }),
  delete: (records) => records.delete('a'),
}

// Faults: a disk that is full or failing, at whatever call it shows.
it.each(Object.keys(OPERATIONS))(
  'keeps the old state or the new one when any call of %s fails',
  (name) => {
    for (let failing = 1; failing <= MOST_CALLS; failing += 1) {
      fs.rmSync(join(root, '.htmlgraph'), { recursive: true, force: true })
      openStore({ root }).taskDelegations.create({ taskId: 'a', output: 'old' })
      const port = withFault(failing)
      const error = errorOf(() => OPERATIONS[name]?.(openStore({ root, port }).taskDelegations))
      expect(stateOf(root), `call ${failing}`).toBeOneOf(
        error === null ? [STATES[name]] : ['a:old', STATES[name]],
      )
      if (error === null) return
      expect(isHtmlGraphError(error) || Reflect.get(error as Error, 'code')).toBeOneOf([
        true,
        'ENOSPC',
      ])
    }
    expect.unreachable('it makes more calls than expected')
  },
  60_000,
)

// Faults: a process that is killed in the middle of a write.
it.each(Object.keys(OPERATIONS))(
  'keeps the old state or the new one when a process is killed at any call of %s',
  (name) => {
    for (let failing = 1; failing <= MOST_CALLS; failing += 1) {
      fs.rmSync(join(root, '.htmlgraph'), { recursive: true, force: true })
      openStore({ root }).taskDelegations.create({ taskId: 'a', output: 'old' })
      const { signal, status } = killAt(failing, String(OPERATIONS[name]))
      expect(stateOf(root), `call ${failing}`).toBeOneOf(['a:old', STATES[name]])
      if (signal === null) {
        expect(status).toBe(0)
        return
      }
    }
    expect.unreachable('it makes more calls than expected')
  },
  120_000,
)

/** What is there when an operation has done its work. */
const STATES: Readonly<Record<string, string>> = {
  create: 'a:old b:new',
  update: 'a:new',
  delete: '',
}

/** What files and index say; they must agree, and nothing may be torn. */
function stateOf(directory: string): string {
  const { taskDelegations } = openStore({ root: directory })
  expect(taskDelegations.problems()).toEqual([])
  const records = taskDelegations.all()
  const ids = taskDelegations.select(['taskId']).map(({ taskId }) => taskId)
  expect(ids).toEqual(records.map(({ taskId }) => taskId))
  return records.map(({ taskId, output }) => `${taskId}:${output}`).join(' ')
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
    operation(openStore({ root: ${JSON.stringify(root)}, port }).taskDelegations)`
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
