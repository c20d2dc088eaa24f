import type { ModelRequest } from '@htmlgraph/testkit/model-server'
import { expect, it } from 'vitest'
import { modelAsked, userTexts } from './model-request.ts'

const toRequest = (body: unknown, path = '/v1/some'): ModelRequest => ({
  method: 'POST',
  path,
  headers: {},
  body,
  isCompletion: true,
})

const chat = {
  model: 'm-1',
  messages: [
    { role: 'system', content: 's' },
    { role: 'user', content: 'hi' },
  ],
}
const blocks = [{ type: 'text', text: 'hi' }, { type: 'image' }]
const gemini = {
  contents: [
    { role: 'user', parts: [{ text: 'context' }, { text: 'hi' }] },
    { role: 'model', parts: [{ text: 'hello' }] },
  ],
}

it.for([
  ['chat completions', chat, ['hi']],
  ['messages', { messages: [{ role: 'user', content: blocks }] }, ['hi', '']],
  ['responses', { input: [{ type: 'reasoning' }, { role: 'user', content: blocks }] }, ['hi', '']],
  ['generate content', gemini, ['context', 'hi']],
  ['no conversation', null, []],
] as const)('reads what the user says from %s', ([, body, texts]) => {
  expect(userTexts(toRequest(body))).toEqual(texts)
})

it('reads the model from the body, or from the path', () => {
  expect(modelAsked(toRequest(chat))).toBe('m-1')
  const path = '/v1beta/models/gemini-2.5-pro:streamGenerateContent?alt=sse'
  expect(modelAsked(toRequest(gemini, path))).toBe('gemini-2.5-pro')
  expect(modelAsked(toRequest(null))).toBe(null)
  expect(modelAsked(undefined)).toBe(null)
})
