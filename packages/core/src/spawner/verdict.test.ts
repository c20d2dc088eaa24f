import { describe, expect, it } from 'vitest'
import { type Collected, type EndEvent, NOTHING_COLLECTED } from '../contract/index.ts'
import { type Evidence, judge } from './verdict.ts'

const end: EndEvent = { type: 'end', response: 'Done.', failure: null }

function evidence(collected: Partial<Collected>, other: Partial<Evidence> = {}): Evidence {
  return {
    stopCause: null,
    stopMessage: '',
    exit: { exitCode: 0, signal: null, stderrTail: '' },
    collected: { ...NOTHING_COLLECTED, ...collected },
    providerFailure: undefined,
    schema: null,
    structured: undefined,
    ...other,
  }
}

const schema = { type: 'object', required: ['n'], properties: { n: { type: 'number' } } }

describe('judge', () => {
  it.each([
    ['a last word and an answer', evidence({ end }), 'completed', undefined],
    ['our deadline first', evidence({ end }, { stopCause: 'timeout' }), 'timed-out', 'timeout'],
    ['silence', evidence({}, { stopCause: 'idle-timeout' }), 'timed-out', 'timeout'],
    [
      'silence of a CLI that asks for a login',
      evidence(
        {},
        { stopCause: 'idle-timeout', providerFailure: { kind: 'auth', message: 'Log in' } },
      ),
      'timed-out',
      'auth',
    ],
    [
      'a cancel, whatever else',
      evidence({ end }, { stopCause: 'cancelled' }),
      'cancelled',
      'cancelled',
    ],
    ['exit 0 without a last word', evidence({ text: 'Hi' }), 'failed', 'protocol'],
    [
      'a signal without a last word',
      evidence({}, { exit: { exitCode: null, signal: 'SIGKILL', stderrTail: '' } }),
      'failed',
      'crashed',
    ],
    [
      'an exit code without a last word',
      evidence({}, { exit: { exitCode: 2, signal: null, stderrTail: 'bad flag' } }),
      'failed',
      'agent-error',
    ],
    [
      'a last word that says error',
      evidence({ end: { ...end, failure: { kind: 'quota', message: 'no credit' } } }),
      'failed',
      'quota',
    ],
    [
      'a failure that the provider found',
      evidence({ end }, { providerFailure: { kind: 'auth', message: 'log in' } }),
      'failed',
      'auth',
    ],
    ['nothing done', evidence({ end: { ...end, response: ' \n' } }), 'empty', 'agent-error'],
    [
      'no words, but a tool that succeeded',
      evidence({ end: { ...end, response: null }, toolsSucceeded: 1 }),
      'completed',
      undefined,
    ],
    [
      'no words, but a file changed',
      evidence({
        end: { ...end, response: null },
        fileChanges: [{ path: 'a', change: 'updated' }],
      }),
      'completed',
      undefined,
    ],
    [
      'structured output that nobody asked for',
      evidence({ end: { ...end, response: null } }, { structured: null }),
      'empty',
      'agent-error',
    ],
    [
      'all denied',
      evidence({ end, denials: [{ tool: 'Write', reason: null }], toolsFailed: 1 }),
      'denied',
      'permission',
    ],
    [
      'some denied, some done',
      evidence({ end, denials: [{ tool: 'Write', reason: null }], toolsSucceeded: 1 }),
      'completed',
      undefined,
    ],
    ['structured output missing', evidence({ end }, { schema }), 'failed', 'protocol'],
    [
      'structured output that does not fit',
      evidence({ end }, { schema, structured: { n: 'one' } }),
      'failed',
      'protocol',
    ],
    [
      'structured output that fits',
      evidence({ end }, { schema, structured: { n: 1 } }),
      'completed',
      undefined,
    ],
  ])('%s', (_title, given, outcome, kind) => {
    const verdict = judge(given)
    expect(verdict.outcome).toBe(outcome)
    expect(verdict.failure?.kind).toBe(kind)
  })

  it('says what was wrong with structured output', () => {
    const given = evidence({ end }, { schema, structured: { n: 'one' } })
    expect(judge(given).failure?.message).toContain('output/n must be number')
  })

  it('keeps what the process said last when it ended without a result', () => {
    const exit = { exitCode: 2, signal: null, stderrTail: 'error: unknown flag --x\n' }
    expect(judge(evidence({}, { exit })).failure?.message).toContain('unknown flag --x')
  })
})
