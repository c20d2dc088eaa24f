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

it('warns of the MCP servers that cannot be used, with what is said of them', () => {
  const servers = [
    { name: 'a', status: 'connected' },
    { name: 'b', status: 'failed', error: 'it is gone' },
    { name: 'c', status: 'needs-auth' },
    { name: 'd', status: 'pending' },
    { name: 'e' },
    'f',
  ]
  expect(eventOf.lostServers(servers)).toEqual([
    { type: 'warning', message: 'The MCP server b cannot be used: it is gone.' },
    { type: 'warning', message: 'The MCP server c cannot be used: needs-auth.' },
  ])
  expect(eventOf.lostServers({ name: 'b', status: 'failed' })).toEqual([])
})
