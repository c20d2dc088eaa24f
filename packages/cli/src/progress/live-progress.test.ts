import type { DelegationRecord } from '@htmlgraph/core'
import { describe, expect, it } from 'vitest'
import { createMemoryTerminal } from '../../test/memory-terminal.ts'
import { displayWidth } from '../terminal/display-width.ts'
import { createLiveProgress } from './live-progress.ts'

const tasks = [
  { taskId: 'a', label: 'a coder' },
  { taskId: 'b', label: 'b tester' },
]

const settled = (taskId: string, status: string): DelegationRecord =>
  ({
    taskId,
    status,
    outcome: null,
    error: null,
    startedAt: null,
    completedAt: null,
  }) as DelegationRecord

/** The lines of the last frame, without what moves the cursor. */
function lastFrame(notes: string): string[] {
  const frame = notes.split('\u001b[2A').at(-1) ?? ''
  return frame
    .replace('\u001b[?25h', '')
    .trimEnd()
    .split('\n')
    .map((line) => line.replace('\u001b[2K', ''))
}

describe('createLiveProgress', () => {
  it('writes one line a task anew in place, and gives the cursor back', () => {
    const terminal = createMemoryTerminal({ isLive: true })
    const progress = createLiveProgress(tasks, terminal)
    progress.see({ type: 'process-start', pid: 42, provider: 'acme' }, 'a')
    progress.see({ type: 'message', text: 'one\ntwo\u001b[2J' }, 'a')
    progress.settle(settled('b', 'completed'))
    progress.dispose()
    progress.dispose()
    const [first, second, ...rest] = lastFrame(terminal.notes())
    expect(first).toMatch(/^\S a coder {3}says: one two␛\[2J 0\.\d s$/)
    expect(second).toBe('✓ b tester  completed after – s')
    expect(rest).toEqual([])
    expect(terminal.notes().split('\u001b[?25h')).toHaveLength(2)
  })

  it.each([200, 80, 30, 12])('stays within %i columns', (columns) => {
    const terminal = createMemoryTerminal({ isLive: true, columns })
    const progress = createLiveProgress(tasks, terminal)
    progress.see({ type: 'message', text: '日本語 '.repeat(100) }, 'a')
    progress.dispose()
    for (const line of lastFrame(terminal.notes())) {
      expect(displayWidth(line)).toBeLessThanOrEqual(columns)
    }
  })
})
