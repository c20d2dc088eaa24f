import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { expect, it } from 'vitest'
import { findProcesses, waitForNoProcesses } from './find-processes.ts'

it('finds a process by its environment, also in a session of its own, until it is gone', async () => {
  const mark = randomUUID()
  const env = { PATH: process.env.PATH, MARK: mark }
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6); console.log("up")'], {
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  await once(child.stdout, 'data')
  expect(findProcesses(mark)).toEqual([{ pid: child.pid, command: expect.stringContaining('-e') }])
  expect(await waitForNoProcesses(mark, 100)).toHaveLength(1)
  child.kill('SIGKILL')
  expect(await waitForNoProcesses(mark, 5000)).toEqual([])
})
