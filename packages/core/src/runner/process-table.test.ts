import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { identifyProcess } from './process-table.ts'

describe('identifyProcess', () => {
  it('names a process the same as long as it lives', () => {
    const name = identifyProcess(process.pid)
    expect(name).toMatch(new RegExp(`^${process.pid} \\S`))
    expect(identifyProcess(process.pid)).toBe(name)
  })

  it('names nobody when the process has ended', async () => {
    const child = spawn(process.execPath, ['--eval', ''])
    await once(child, 'exit')
    expect(identifyProcess(child.pid ?? 0)).toBeNull()
  })
})
