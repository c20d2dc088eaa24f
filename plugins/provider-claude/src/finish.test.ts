import { NOTHING_COLLECTED, type RunExit } from '@htmlgraph/core/provider'
import { describe, expect, it } from 'vitest'
import { finishClaude } from './events.ts'
import { INTERRUPTED_WARNING } from './failures.ts'

const exit = (changes: Partial<RunExit>): RunExit => ({
  exitCode: 1,
  signal: null,
  stderrTail: '',
  ...changes,
})

describe('the end of Claude Code without a result', () => {
  it.for([{ exitCode: 143 }, { exitCode: 129 }, { exitCode: null, signal: 'SIGKILL' }])(
    'is a crash after %j',
    (changes) => {
      expect(finishClaude(exit(changes), NOTHING_COLLECTED).failure).toMatchObject({
        kind: 'crashed',
      })
    },
  )

  it('is a crash after SIGINT, though the exit code is 0', () => {
    const collected = { ...NOTHING_COLLECTED, warnings: [INTERRUPTED_WARNING] }
    expect(finishClaude(exit({ exitCode: 0 }), collected).failure).toMatchObject({
      kind: 'crashed',
    })
  })

  it('is told by what it asked for, though a signal of ours ended it', () => {
    const asked = exit({ exitCode: 143, stderrTail: 'Not logged in · Please run /login' })
    expect(finishClaude(asked, NOTHING_COLLECTED).failure).toMatchObject({ kind: 'auth' })
    const vague = exit({ exitCode: 143, stderrTail: 'Error: something broke' })
    expect(finishClaude(vague, NOTHING_COLLECTED).failure).toMatchObject({ kind: 'crashed' })
  })

  it.for([
    ['No conversation found with session ID: 9', 'agent-error'],
    ["error: unknown option '--nope'", 'agent-error'],
    ['--dangerously-skip-permissions cannot be used with root/sudo privileges', 'permission'],
    ['Error: Invalid MCP configuration:\nMCP config file not found: x', 'agent-error'],
  ])('is told by stderr: %s', ([stderrTail = '', kind]) => {
    expect(finishClaude(exit({ stderrTail }), NOTHING_COLLECTED).failure).toEqual({
      kind,
      message: stderrTail,
    })
  })

  it('is told by what came on stdout in the place of events', () => {
    const collected = { ...NOTHING_COLLECTED, rawTail: 'Not logged in · Please run /login\n' }
    expect(finishClaude(exit({}), collected).failure).toMatchObject({ kind: 'auth' })
  })

  it('is left to core when nothing is known', () => {
    expect(finishClaude(exit({ exitCode: 0 }), NOTHING_COLLECTED)).toEqual({})
  })
})

describe('the end of Claude Code after its result', () => {
  const end = { type: 'end', response: 'Done.', failure: null } as const

  it('adds nothing when the process ends well', () => {
    expect(finishClaude(exit({ exitCode: 0 }), { ...NOTHING_COLLECTED, end })).toEqual({})
  })

  it('keeps the success and warns when the process was killed', () => {
    const finish = finishClaude(exit({ exitCode: null, signal: 'SIGKILL' }), {
      ...NOTHING_COLLECTED,
      end,
    })
    expect(finish).toEqual({ warnings: [expect.stringContaining('SIGKILL')] })
  })

  it('lets a failure of the result stand', () => {
    const failed = { ...end, failure: { kind: 'auth', message: 'No.' } } as const
    expect(finishClaude(exit({}), { ...NOTHING_COLLECTED, end: failed })).toEqual({})
  })
})
