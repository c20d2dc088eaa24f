import { describe, expect, it } from 'vitest'
import { NOTHING_COLLECTED, type RunExit } from '../contract/index.ts'
import { type Ending, explainEnding, firstParagraph, lastLines, printedText } from './early-end.ts'

const end = { type: 'end', response: 'Done.', failure: null } as const
const catalogue: Ending['catalogue'] = {
  version: '1.4.0',
  rules: [
    { sign: 'exitCode', is: 42, kind: 'context-length' },
    { sign: 'text', is: /log in/i, kind: 'auth' },
    { sign: 'text', is: /^error/im, kind: 'agent-error' },
  ],
}

function explain(
  exit: Partial<RunExit>,
  { rawTail = '', ...more }: Partial<Ending> & { rawTail?: string } = {},
): ReturnType<typeof explainEnding> {
  return explainEnding({
    name: 'Acme',
    catalogue,
    exit: { exitCode: 1, signal: null, stderrTail: '', ...exit },
    collected: { ...NOTHING_COLLECTED, rawTail },
    ...more,
  })
}

describe('the end of a CLI without its last word', () => {
  it('is told by what it printed, wherever', () => {
    const failure = { kind: 'auth', message: 'Please log in' }
    expect(explain({ stderrTail: 'Please log in\n' })).toEqual({ failure })
    expect(explain({ exitCode: 0 }, { rawTail: 'Please log in\n' })).toEqual({ failure })
  })

  it('is told by what it printed before the signal that ended its waiting', () => {
    for (const ended of [{ exitCode: 143 }, { exitCode: null, signal: 'SIGKILL' }]) {
      expect(explain({ ...ended, stderrTail: 'Log in?' }).failure?.kind).toBe('auth')
    }
  })

  it.for([
    [{ exitCode: 143 }, 'exit code 143'],
    [{ exitCode: 159 }, 'exit code 159'],
    [{ exitCode: null, signal: 'SIGTERM' }, 'signal SIGTERM'],
    [{ exitCode: 129, stderrTail: 'Error: of some kind' }, 'exit code 129'],
  ] as const)('is a crash when a signal is all that tells: %j', ([exit, how]) => {
    const message = `Acme ended with ${how} before its result.`
    expect(explain(exit)).toEqual({ failure: { kind: 'crashed', message } })
  })

  it.for([0, 1, 128, 160, 255])('is left to core when nothing tells: exit code %i', (exitCode) => {
    expect(explain({ exitCode, stderrTail: 'Bye.' })).toEqual({})
  })

  it('is told by more signs, where the CLI has them', () => {
    const { failure } = explain({ exitCode: 42, stderrTail: 'x' }, { signs: { exitCode: 42 } })
    expect(failure).toEqual({ kind: 'context-length', message: 'x' })
  })
})

describe('what a CLI printed', () => {
  it('is evidence as far as the CLI says', () => {
    const stderrTail = '    at log in (file.js:1)\nPlease log in'
    const excerpt = (text: string): string => text.split('\n').at(-1) ?? ''
    expect(explain({ stderrTail }, { excerpt }).failure?.message).toBe('Please log in')
  })
})

describe('the end of a CLI after its last word', () => {
  it('tells nothing more, or warns', () => {
    const collected = { ...NOTHING_COLLECTED, end }
    expect(explain({ exitCode: 0, stderrTail: 'Log in' }, { collected })).toEqual({})
    const warnings = ['Acme ended with exit code 7 after its result.']
    expect(explain({ exitCode: 7 }, { collected })).toEqual({ warnings })
  })

  it('lets the failure stand that the CLI told', () => {
    const failed = { ...end, failure: { kind: 'quota', message: 'No.' } } as const
    const collected = { ...NOTHING_COLLECTED, end: failed }
    expect(explain({ exitCode: 1, stderrTail: 'Log in' }, { collected })).toEqual({})
  })

  it('names a failure by more signs than the event had, and keeps its words', () => {
    const told = { kind: 'agent-error', message: 'Too much.' } as const
    const collected = { ...NOTHING_COLLECTED, end: { ...end, failure: told } }
    const more = { collected, signs: { exitCode: 42 } }
    expect(explain({ exitCode: 42 }, more)).toEqual({
      failure: { kind: 'context-length', message: 'Too much.' },
    })
    expect(explain({}, { collected, signs: {} })).toEqual({ failure: told })
  })
})

it('keeps of what was printed the last five lines, and no more than fit a message', () => {
  expect(lastLines('1\n2\n3\n4\n5\n6\n\n')).toBe('2\n3\n4\n5\n6')
  expect(lastLines(`${'x'.repeat(2000)}end`)).toHaveLength(1000)
  expect(lastLines(`${'x'.repeat(2000)}end`)).toMatch(/xend$/)
  const exit = { exitCode: 1, signal: null, stderrTail: 'two\n' }
  expect(printedText(exit, { ...NOTHING_COLLECTED, rawTail: 'one\n' })).toBe('one\n\ntwo')
})

describe('what is known besides', () => {
  const found = { sessionId: 's', warnings: ['The log is not there.'] }

  it('stands beside what the exit says', () => {
    expect(explain({ stderrTail: 'Please log in' }, { found })).toEqual({
      ...found,
      failure: { kind: 'auth', message: 'Please log in' },
    })
    const collected = { ...NOTHING_COLLECTED, end }
    expect(explain({ exitCode: 0 }, { collected, found })).toEqual(found)
    expect(explain({ exitCode: 3 }, { collected, found }).warnings).toEqual([
      'Acme ended with exit code 3 after its result.',
      'The log is not there.',
    ])
  })
})

it('takes the first paragraph, however the lines end', () => {
  expect(firstParagraph('\nNo such session.\n \nTry another.\n\nOr none.')).toBe('No such session.')
  expect(firstParagraph('One.\nTwo.')).toBe('One.\nTwo.')
  expect(firstParagraph('')).toBe('')
})
