import { expect, it } from 'vitest'
import type { Script } from './script.ts'
import { createScriptReader } from './script-reader.ts'

const at = (answered: number, opening = '') => ({ answered, opening })
const first = { kind: 'answer', text: 'first' } as const
const second = { kind: 'answer', text: 'second' } as const

it('gives the answer that the conversation has come to, also when it is asked twice', () => {
  const reader = createScriptReader([first, second], [])
  expect(reader.next(at(0))).toBe(first)
  expect(reader.next(at(1))).toBe(second)
  expect(reader.next(at(0))).toBe(first)
})

it('shows a misbehaviour as often as it says and then goes on', () => {
  const script: Script = [{ kind: 'api-error', status: 500, times: 2 }, first]
  const reader = createScriptReader(script, [])
  expect([0, 0, 0].map((answered) => reader.next(at(answered)).kind)).toEqual([
    'api-error',
    'api-error',
    'answer',
  ])
})

it('shows a misbehaviour without times for ever', () => {
  const reader = createScriptReader([first, { kind: 'hang' }, second], [])
  expect(reader.next(at(1)).kind).toBe('hang')
  expect(reader.next(at(1)).kind).toBe('hang')
})

it('ends with a plain answer', () => {
  const reader = createScriptReader([first], [])
  expect(reader.next(at(1))).toEqual({ kind: 'answer', text: 'Done.' })
})

it('keeps a conversation of its own apart', () => {
  const reader = createScriptReader([first], [{ opening: 'SUBAGENT', script: [second] }])
  expect(reader.next(at(0, 'you are SUBAGENT 1'))).toBe(second)
  expect(reader.next(at(0, 'you are the main one'))).toBe(first)
})
