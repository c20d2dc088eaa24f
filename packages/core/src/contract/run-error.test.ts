import { describe, expect, it } from 'vitest'
import { createRunError, isRetryableKind, RUN_ERROR_KINDS } from './run-error.ts'

describe('createRunError', () => {
  it('prints as its message', () => {
    const error = createRunError({ kind: 'auth', message: 'Please log in.' }, false)
    expect(`${error}`).toBe('Please log in.')
    expect(String(error)).toBe('Please log in.')
  })

  it('completes what the provider left out, by the kind', () => {
    expect({ ...createRunError({ kind: 'rate-limit', message: 'x' }, true) }).toEqual({
      kind: 'rate-limit',
      message: 'x',
      retryable: true,
      retryAfterMs: null,
      workStarted: true,
    })
    expect(createRunError({ kind: 'auth', message: 'x' }, false).retryable).toBe(false)
  })

  it('keeps what the provider knows better', () => {
    const failure = { kind: 'overloaded', message: 'x', retryable: false, retryAfterMs: 0 } as const
    expect(createRunError(failure, false)).toMatchObject(failure)
  })

  it('is frozen, and plain data in JSON', () => {
    const error = createRunError({ kind: 'auth', message: 'x' }, false)
    expect(Object.isFrozen(error)).toBe(true)
    expect(JSON.parse(JSON.stringify(error))).toEqual({ ...error })
  })
})

it('calls only those kinds retryable that pass by themselves', () => {
  expect(RUN_ERROR_KINDS.filter(isRetryableKind)).toEqual(['rate-limit', 'overloaded', 'network'])
})
