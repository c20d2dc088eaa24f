import { expect, it } from 'vitest'
import { eventOf } from './event-of.ts'

it.for(['message', 'textDelta', 'reasoning', 'warning'] as const)(
  'tells no %s of what is no text, or an empty one',
  (name) => {
    for (const value of [undefined, null, 7, '', {}, ['text']])
      expect(eventOf[name](value)).toEqual([])
    expect(eventOf[name]('Hi')).toEqual([expect.objectContaining({ type: expect.any(String) })])
  },
)

it('tells of a retry with what is known of it', () => {
  expect(eventOf.retry(2, 500, [529, 'overloaded'])).toEqual([
    { type: 'retry', attempt: 2, delayMs: 500, reason: '529 overloaded' },
  ])
  expect(eventOf.retry('2', -1, [null, 'busy'])).toEqual([
    { type: 'retry', attempt: null, delayMs: null, reason: 'busy' },
  ])
  expect(eventOf.retry(undefined, undefined, [{}])[0]).toMatchObject({ reason: null })
})
