import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { HtmlGraphError } from '../contract/index.ts'
import { checkOptions } from './check-options.ts'

const schema = z.object({
  sandbox: z.enum(['read-only', 'workspace-write', 'danger-full-access']).default('read-only'),
  effort: z.union([z.literal('high'), z.number().int().positive()]).optional(),
  dirs: z.array(z.string()).default([]),
  timeoutMs: z.number().int().positive().nullable().default(null),
})

function failure(input: Record<string, unknown>): HtmlGraphError {
  try {
    checkOptions(input, { subject: 'acme', schema, otherNames: ['model'] })
  } catch (error) {
    if (error instanceof HtmlGraphError) return error
  }
  throw new Error('expected an HtmlGraphError')
}

describe('checkOptions', () => {
  it('completes what is absent', () => {
    expect(checkOptions({}, { subject: 'acme', schema })).toEqual({
      sandbox: 'read-only',
      dirs: [],
      timeoutMs: null,
    })
  })

  it('says what came and what was expected', () => {
    const error = failure({ sandbox: 'full' })
    expect(error.code).toBe('HG_OPTION_INVALID')
    expect(error.message).toBe(
      'acme: sandbox is "full"; expected read-only, workspace-write or danger-full-access.',
    )
  })

  it.each([
    [{ timeoutMs: '5' }, 'acme: timeoutMs is "5"; expected number.'],
    [{ timeoutMs: -1 }, 'acme: timeoutMs is -1; expected number to be >0.'],
    [{ dirs: ['a', 7] }, 'acme: dirs.1 is 7; expected string.'],
    [{ effort: 'low' }, 'acme: effort is "low"; expected high or number.'],
  ])('names the place and the kind: %j', (input, message) => {
    expect(failure(input).message).toBe(message)
  })

  it('names the nearest option for one that is unknown', () => {
    const error = failure({ sandbx: 'read-only' })
    expect(error.code).toBe('HG_OPTION_UNKNOWN')
    expect(error.message).toBe('acme: there is no option "sandbx".')
    expect(error.hint).toBe(
      'Did you mean "sandbox"? Known: dirs, effort, model, sandbox, timeoutMs.',
    )
  })

  it('does not print a whole document', () => {
    expect(failure({ sandbox: 'x'.repeat(10_000) }).message.length).toBeLessThan(250)
  })
})
