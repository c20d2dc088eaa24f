import { expect, it } from 'vitest'
import type { AnswerTurn } from '../script.ts'
import { openaiChat } from './openai-chat.ts'

const answer: AnswerTurn = {
  kind: 'answer',
  reasoning: 'hm',
  text: 'Hello',
  toolCalls: [
    { name: 'bash', input: { command: 'ls' } },
    { name: 'view', input: { path: '/a' } },
  ],
  usage: { inputTokens: 5, outputTokens: 9, cachedInputTokens: 3, reasoningTokens: 4 },
}

const STREAM = { model: 'm', stream: true, stream_options: { include_usage: true } }

const events = (chunks: readonly string[]) =>
  chunks.slice(0, -1).map((chunk) => JSON.parse(chunk.slice('data: '.length)))

const deltas = (chunks: readonly string[]) =>
  events(chunks).flatMap((event) => event.choices.map((each: { delta: object }) => each.delta))

it('streams reasoning, text and tool calls, in this order', () => {
  const { contentType, chunks } = openaiChat.answer(STREAM, answer)
  expect(contentType).toBe('text/event-stream')
  const keys = deltas(chunks).map((delta) => Object.keys(delta).join())
  expect(keys).toEqual([
    'role,content',
    'reasoning_content',
    'content',
    ...['tool_calls', 'tool_calls', 'tool_calls', 'tool_calls'],
    '',
  ])
})

it('gives the name of a tool first and its arguments after, by its place in the list', () => {
  const calls = deltas(openaiChat.answer(STREAM, answer).chunks).flatMap(
    (delta) => delta.tool_calls ?? [],
  )
  expect(calls.map((call) => [call.index, call.function.name, call.function.arguments])).toEqual([
    [0, 'bash', ''],
    [0, undefined, '{"command":"ls"}'],
    [1, 'view', ''],
    [1, undefined, '{"path":"/a"}'],
  ])
  expect(calls[0].id).toMatch(/^call_\w{24}$/)
  expect(calls[0].id).not.toBe(calls[2].id)
})

it('closes each event by its blank line and the stream by its mark', () => {
  const { chunks } = openaiChat.answer(STREAM, answer)
  for (const chunk of chunks) expect(chunk).toMatch(/^data: .*\n\n$/)
  expect(chunks.at(-1)).toBe('data: [DONE]\n\n')
})

it('counts cached and reasoning tokens within the others, as the API does', () => {
  const usage = {
    prompt_tokens: 8,
    completion_tokens: 9,
    total_tokens: 17,
    prompt_tokens_details: { cached_tokens: 3 },
    completion_tokens_details: { reasoning_tokens: 4 },
  }
  expect(events(openaiChat.answer(STREAM, answer).chunks).at(-1)).toMatchObject({
    choices: [],
    usage,
  })
  expect(JSON.parse(openaiChat.answer({}, answer).chunks.join(''))).toMatchObject({ usage })
})

it('streams no usage to a client that did not ask for it', () => {
  const { chunks } = openaiChat.answer({ stream: true }, answer)
  expect(chunks.join('')).not.toContain('usage')
})

it('answers with one object when no stream is asked for', () => {
  const { contentType, chunks } = openaiChat.answer({ model: 'm' }, answer)
  expect(contentType).toBe('application/json')
  expect(JSON.parse(chunks.join(''))).toMatchObject({
    object: 'chat.completion',
    model: 'm',
    choices: [
      {
        message: {
          content: 'Hello',
          reasoning_content: 'hm',
          tool_calls: [{ function: { name: 'bash' } }, { function: { name: 'view' } }],
        },
        finish_reason: 'tool_calls',
      },
    ],
  })
})

it.each([
  [{ kind: 'answer', text: 'Hi' } as const, 'stop'],
  [answer, 'tool_calls'],
  [{ kind: 'answer', text: 'Hi', stopReason: 'content_filter' } as const, 'content_filter'],
])('says why it stopped', (turn, reason) => {
  const streamed = events(openaiChat.answer({ stream: true }, turn).chunks)
  const reasons = streamed.map((event) => event.choices[0].finish_reason)
  expect(reasons.slice(0, -1).every((each) => each === null)).toBe(true)
  expect(reasons.at(-1)).toBe(reason)
})

it('cuts a long text into pieces that join to the same text', () => {
  const text = 'é🙂'.repeat(50_000)
  const contents = deltas(openaiChat.answer({ stream: true }, { kind: 'answer', text }).chunks)
    .map((delta) => delta.content ?? '')
    .filter((content) => content !== '')
  expect(contents.length).toBeGreaterThan(5)
  expect(contents.join('')).toBe(text)
})

it('begins an answer that it does not end', () => {
  const { chunks } = openaiChat.beginning(STREAM, 'Half an ans')
  expect(chunks.join('')).toContain('Half an ans')
  expect(chunks.join('')).not.toMatch(/"finish_reason":"|\[DONE\]/)
})

it.each([
  ['POST', '/v1/chat/completions', true],
  ['POST', '/s/one/v1/chat/completions?x=1', true],
  ['GET', '/v1/chat/completions', false],
  ['POST', '/v1/responses', false],
  ['GET', '/v1/models', false],
])('takes %s %s for a question to the model: %s', (method, path, isCompletion) => {
  expect(openaiChat.isCompletion(method, path)).toBe(isCompletion)
})

it('counts the answers of a conversation and finds its opening', () => {
  const messages = [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: [{ type: 'text', text: 'Fix it.' }] },
    { role: 'assistant', content: null },
    { role: 'tool', content: 'ok' },
    { role: 'assistant', content: 'Done.' },
  ]
  expect(openaiChat.conversation({ messages })).toEqual({ answered: 2, opening: 'Fix it.' })
})

it('survives a body that is no conversation', () => {
  expect(openaiChat.conversation(null)).toEqual({ answered: 0, opening: '' })
  expect(openaiChat.answer(null, answer).chunks).toHaveLength(1)
})

it.each([
  [400, 'invalid_request_error', null],
  [401, 'invalid_request_error', 'invalid_api_key'],
  [404, 'invalid_request_error', 'model_not_found'],
  [429, 'requests', 'rate_limit_exceeded'],
  [500, 'server_error', null],
  [503, 'server_error', null],
])('names status %i as the API does', (status, type, code) => {
  const { body, headers } = openaiChat.error({ kind: 'api-error', status })
  expect(JSON.parse(body)).toMatchObject({ error: { type, code, param: null } })
  expect(headers).not.toHaveProperty('retry-after')
})

it('says quota and how long to wait when the script does', () => {
  const { body, headers } = openaiChat.error({
    kind: 'api-error',
    status: 429,
    type: 'insufficient_quota',
    retryAfterSeconds: 7,
  })
  expect(JSON.parse(body).error).toMatchObject({
    type: 'insufficient_quota',
    code: 'insufficient_quota',
  })
  expect(headers).toMatchObject({ 'retry-after': '7' })
})
