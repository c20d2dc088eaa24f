import type { AgentResult, RunEvent } from '@htmlgraph/core'
import { describe, expect, it } from 'vitest'
import { createMemoryTerminal } from '../test/memory-terminal.ts'
import { createRunPrinter } from './run-printer.ts'

/** What standard output holds after these events and this answer. */
function printed(isLive: boolean, response: string, ...events: RunEvent[]): string {
  const terminal = createMemoryTerminal({ isLive })
  const printer = createRunPrinter(terminal)
  for (const event of events) printer.see(event)
  printer.finish({ response, error: null, warnings: [], pid: null } as unknown as AgentResult)
  return terminal.output()
}

const delta = (text: string): RunEvent => ({ type: 'text-delta', text })
const message = (text: string): RunEvent => ({ type: 'message', text })
const tool: RunEvent = { type: 'tool-start', toolId: '1', tool: 'Bash', input: {} }

describe('createRunPrinter', () => {
  it('prints text on a terminal as it comes, and nothing twice', () => {
    const events = [delta('I will '), delta('look.'), message('I will look.'), tool]
    expect(printed(true, 'Done.', ...events, delta('Done.'), message('Done.'))).toBe(
      'I will look.\nDone.\n',
    )
  })

  it('prints whole messages on a terminal where there are no pieces', () => {
    expect(printed(true, 'Done.', message('I will look.'), tool, message('Done.'))).toBe(
      'I will look.\nDone.\n',
    )
  })

  it('prints an answer that no message had', () => {
    expect(printed(true, '{"a":1}', message('Here it is.'))).toBe('Here it is.\n{"a":1}\n')
  })

  it('gives a pipe the final answer alone', () => {
    expect(printed(false, 'Done.', delta('I will'), message('I will look.'), tool)).toBe('Done.\n')
    expect(printed(false, '')).toBe('')
  })

  it('makes a sequence harmless that comes in two pieces', () => {
    expect(printed(true, '\u001b[2J', delta('\u001b'), delta('[2J'), message('\u001b[2J'))).toBe(
      '␛[2J\n',
    )
  })
})
