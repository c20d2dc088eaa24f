import { expect, it } from 'vitest'
import { eventOf } from './event-of.ts'

const { message, textDelta, reasoning, warning } = eventOf

it.for([
  [message, { type: 'message', text: 'Hi' }],
  [textDelta, { type: 'text-delta', text: 'Hi' }],
  [reasoning, { type: 'reasoning', text: 'Hi' }],
  [warning, { type: 'warning', message: 'Hi' }],
] as const)('tells of a text, and of nothing where there is none', ([toEvents, event]) => {
  expect(toEvents('Hi')).toEqual([event])
  for (const none of [undefined, null, 7, '', {}, ['Hi']]) expect(toEvents(none)).toEqual([])
})

it('tells of a retry with what is known of it', () => {
  expect(eventOf.retry(2, 500, [529, 'overloaded'])).toEqual([
    { type: 'retry', attempt: 2, delayMs: 500, reason: '529 overloaded' },
  ])
  expect(eventOf.retry('2', -1, [null, 'busy'])).toEqual([
    { type: 'retry', attempt: null, delayMs: null, reason: 'busy' },
  ])
  expect(eventOf.retry(undefined, undefined, [{}])[0]).toMatchObject({ reason: null })
})
