import { expect, it } from 'vitest'
import type { RunRequest } from '../contract/index.ts'
import { assertOneSession, optionError, type SessionOptions } from './refuse.ts'

type Session = Partial<SessionOptions> & { readonly resume?: string | null }

function check({ resume = null, ...options }: Session): void {
  const request = { resume, options: { continueSession: false, ...options } }
  assertOneSession('acme', request as RunRequest<SessionOptions>)
}

it.for<Session>([
  {},
  { resume: 'abc' },
  { continueSession: true },
  { resume: 'abc', forkSession: true },
  { continueSession: true, forkSession: true },
])('lets a run go on with one session, or begin one: %j', (session) => {
  expect(() => check(session)).not.toThrow()
})

it.for<[Session, string]>([
  [
    { resume: 'abc', continueSession: true },
    'acme: continueSession is true; expected false when resume names a session.',
  ],
  [
    { forkSession: true },
    'acme: forkSession is true; expected resume or continueSession beside it.',
  ],
])('refuses %j', ([session, message]) => {
  expect(() => check(session)).toThrow(
    expect.objectContaining({ code: 'HG_OPTION_INVALID', message }),
  )
})

it('says of an option what came, what was expected and what can be done', () => {
  const refusal = { provider: 'acme', option: 'tone', received: ['a"b'], expected: 'a text' }
  expect(optionError({ ...refusal, hint: 'Write one.' })).toMatchObject({
    message: 'acme: tone is ["a\\"b"]; expected a text.',
    hint: 'Write one.',
    details: { subject: 'acme', option: 'tone', received: ['a"b'], expected: 'a text' },
  })
  expect(optionError(refusal).hint).toBeNull()
})
