import { expect, it } from 'vitest'
import type { AnswerTurn } from '../script.ts'
import { anthropicMessages } from './anthropic-messages.ts'

const answer: AnswerTurn = {
  kind: 'answer',
  reasoning: 'hm',
  text: 'Hello',
  toolCalls: [{ name: 'Bash', input: { command: 'ls' } }],
  usage: {
    inputTokens: 5,
    outputTokens: 9,
    cachedInputTokens: 3,
    cacheWriteTokens: 7,
    cacheWriteLongTokens: 2,
    reasoningTokens: 4,
  },
}

const events = (chunks: readonly string[]) =>
  chunks.map((chunk) => JSON.parse(chunk.split('\ndata: ')[1] ?? 'null'))

it('streams reasoning, text and tool calls, each in a block of its own', () => {
  const wire = anthropicMessages.answer({ model: 'm', stream: true }, answer)
  const starts = events(wire.chunks).filter((event) => event.type === 'content_block_start')
  expect(starts.map((event) => [event.index, event.content_block.type])).toEqual([
    [0, 'thinking'],
    [1, 'text'],
    [2, 'tool_use'],
  ])
})

it('closes each event by its blank line', () => {
  const { chunks } = anthropicMessages.answer({ stream: true }, answer)
  for (const chunk of chunks) expect(chunk).toMatch(/^event: \w+\ndata: \{.*\}\n\n$/)
})

it('counts cache and reasoning tokens where the API does', () => {
  const all = events(anthropicMessages.answer({ stream: true }, answer).chunks)
  expect(all[0].message.usage).toMatchObject({
    input_tokens: 5,
    cache_read_input_tokens: 3,
    cache_creation_input_tokens: 7,
    cache_creation: { ephemeral_5m_input_tokens: 5, ephemeral_1h_input_tokens: 2 },
  })
  expect(all.at(-2).usage).toEqual({
    output_tokens: 9,
    output_tokens_details: { thinking_tokens: 4 },
  })
})

it('answers with one object when no stream is asked for', () => {
  const { contentType, chunks } = anthropicMessages.answer({ model: 'm' }, answer)
  expect(contentType).toBe('application/json')
  expect(JSON.parse(chunks.join(''))).toMatchObject({
    model: 'm',
    stop_reason: 'tool_use',
    usage: { output_tokens: 9 },
  })
})

it('cuts a long text into pieces that join to the same text', () => {
  const text = 'é🙂'.repeat(50_000)
  const { chunks } = anthropicMessages.answer({ stream: true }, { kind: 'answer', text })
  const deltas = events(chunks).filter((event) => event.type === 'content_block_delta')
  expect(deltas.length).toBeGreaterThan(5)
  expect(deltas.map((event) => event.delta.text).join('')).toBe(text)
})

it('takes consecutive messages of the model for one answer', () => {
  const roles = ['user', 'assistant', 'assistant', 'user', 'assistant']
  const messages = roles.map((role) => ({ role, content: [{ type: 'text', text: role }] }))
  expect(anthropicMessages.conversation({ messages })).toEqual({ answered: 2, opening: 'user' })
})

it('survives a body that is no conversation', () => {
  expect(anthropicMessages.conversation(null)).toEqual({ answered: 0, opening: '' })
  expect(anthropicMessages.answer(null, answer).chunks).toHaveLength(1)
})

it.each([
  [400, 'invalid_request_error'],
  [401, 'authentication_error'],
  [403, 'permission_error'],
  [404, 'not_found_error'],
  [413, 'request_too_large'],
  [429, 'rate_limit_error'],
  [500, 'api_error'],
  [529, 'overloaded_error'],
])('names status %i as the API does', (status, type) => {
  const { body, headers } = anthropicMessages.error({ kind: 'api-error', status })
  expect(JSON.parse(body)).toMatchObject({ type: 'error', error: { type } })
  expect(headers).not.toHaveProperty('retry-after')
})
