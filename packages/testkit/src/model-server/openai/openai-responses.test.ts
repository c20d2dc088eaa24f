import { expect, it } from 'vitest'
import type { AnswerTurn } from '../script.ts'
import { openaiResponses } from './openai-responses.ts'

const answer: AnswerTurn = {
  kind: 'answer',
  reasoning: 'hm',
  text: 'Hello',
  toolCalls: [{ name: 'shell', input: { command: 'ls' } }],
  usage: {
    inputTokens: 5,
    outputTokens: 9,
    cachedInputTokens: 3,
    cacheWriteTokens: 2,
    reasoningTokens: 4,
  },
}

const events = (chunks: readonly string[]) =>
  chunks.map((chunk) => JSON.parse(chunk.slice(chunk.indexOf('data: ') + 6)))

const streamed = (turn: AnswerTurn, body: object = {}) =>
  events(openaiResponses.answer({ model: 'm', stream: true, ...body }, turn).chunks)

const calls = (turn: AnswerTurn, body: object) =>
  streamed(turn, body)
    .at(-1)
    .response.output.filter(({ type }: { type: string }) => type.endsWith('_call'))

it('streams reasoning, text and tool calls, in this order', () => {
  expect(streamed(answer).map(({ type }) => type.replace('response.', ''))).toEqual([
    ...['created', 'in_progress'],
    'output_item.added',
    ...['reasoning_summary_part.added', 'reasoning_summary_text.delta'],
    ...['reasoning_summary_text.done', 'reasoning_summary_part.done'],
    ...['output_item.done', 'output_item.added'],
    ...['content_part.added', 'output_text.delta', 'output_text.done', 'content_part.done'],
    ...['output_item.done', 'output_item.added'],
    ...['function_call_arguments.delta', 'function_call_arguments.done'],
    ...['output_item.done', 'completed'],
  ])
})

it('numbers its events, names each and closes it by its blank line', () => {
  const { contentType, chunks } = openaiResponses.answer({ stream: true }, answer)
  expect(contentType).toBe('text/event-stream')
  const all = events(chunks)
  expect(all.map((event) => event.sequence_number)).toEqual(all.map((_, index) => index))
  for (const [index, chunk] of chunks.entries()) {
    expect(chunk.startsWith(`event: ${all[index].type}\ndata: {`)).toBe(true)
    expect(chunk).toMatch(/^[^\n]+\n[^\n]+\n\n$/)
  }
})

it('adds an item empty, and gives all of it when it is done', () => {
  const of = (stage: string) =>
    streamed(answer).flatMap(({ type, item }) =>
      type === `response.output_item.${stage}` ? [item] : [],
    )
  expect(of('added')).toMatchObject([{ summary: [] }, { content: [] }, { arguments: '' }])
  expect(of('done')).toMatchObject([
    { type: 'reasoning', summary: [{ type: 'summary_text', text: 'hm' }] },
    { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'Hello' }] },
    { type: 'function_call', name: 'shell', arguments: '{"command":"ls"}' },
  ])
})

it('counts what the cache took and gave within the input, as the API does', () => {
  const usage = {
    input_tokens: 10,
    input_tokens_details: { cached_tokens: 3, cache_write_tokens: 2 },
    output_tokens: 9,
    output_tokens_details: { reasoning_tokens: 4 },
    total_tokens: 19,
  }
  expect(streamed(answer).at(-1)).toMatchObject({ response: { usage } })
  const { chunks } = openaiResponses.answer({}, answer)
  expect(JSON.parse(chunks.join(''))).toMatchObject({ usage })
})

it('answers with one object when no stream is asked for', () => {
  const { contentType, chunks } = openaiResponses.answer({ model: 'm' }, answer)
  expect(contentType).toBe('application/json')
  expect(JSON.parse(chunks.join(''))).toMatchObject({
    object: 'response',
    model: 'm',
    status: 'completed',
    output: [{ type: 'reasoning' }, { type: 'message' }, { type: 'function_call' }],
  })
})

it('says why it stopped before its end', () => {
  const last = streamed({ kind: 'answer', text: 'Hi', stopReason: 'max_output_tokens' }).at(-1)
  const response = { status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } }
  expect(last).toMatchObject({ type: 'response.incomplete', response })
})

it('cuts a long text into pieces that join to the same text', () => {
  const text = 'é🙂'.repeat(50_000)
  const deltas = streamed({ kind: 'answer', text }).flatMap(({ delta }) => delta ?? [])
  expect(deltas.length).toBeGreaterThan(5)
  expect(deltas.join('')).toBe(text)
})

it('begins an answer that it does not end', () => {
  const { chunks } = openaiResponses.beginning({ stream: true }, 'Half an ans')
  expect(events(chunks).at(-1)).toMatchObject({ delta: 'Half an ans' })
  expect(chunks.join('')).not.toMatch(/\.done|completed/)
})

const patch: AnswerTurn = {
  kind: 'answer',
  toolCalls: [{ name: 'apply_patch', input: { input: '*** Begin Patch' } }],
}

it('gives a custom tool its text as it is', () => {
  const tools = [{ type: 'custom', name: 'apply_patch' }]
  expect(calls(patch, { tools })).toMatchObject([
    { type: 'custom_tool_call', name: 'apply_patch', input: '*** Begin Patch' },
  ])
  const types = streamed(patch, { tools }).map(({ type }) => type)
  expect(types).toContain('response.custom_tool_call_input.delta')
})

it.each([
  [answer, 'text(await tools.shell({"command":"ls"}));'],
  [patch, 'text(await tools.apply_patch("*** Begin Patch"));'],
])('calls a tool by script where scripts are the only tool', (turn, input) => {
  const tools = [{ type: 'custom', name: 'exec' }]
  expect(calls(turn, { tools })).toMatchObject([{ name: 'exec', input }])
})

it('calls a tool of a namespace by both its names, wherever the request declares it', () => {
  const namespace = {
    type: 'namespace',
    name: 'files',
    tools: [{ type: 'function', name: 'shell' }],
  }
  const expected = [{ type: 'function_call', namespace: 'files', name: 'shell' }]
  expect(calls(answer, { tools: [namespace] })).toMatchObject(expected)
  const input = [{ type: 'additional_tools', tools: [namespace] }]
  expect(calls(answer, { input })).toMatchObject(expected)
})

it.each([
  ['POST', '/v1/responses', true],
  ['POST', '/s/one/v1/responses?x=1', true],
  ['GET', '/v1/responses', false],
  ['POST', '/v1/chat/completions', false],
  ['GET', '/v1/models', false],
])('takes %s %s for a question to the model: %s', (method, path, isCompletion) => {
  expect(openaiResponses.isCompletion(method, path)).toBe(isCompletion)
})

it('counts the answers of a conversation and finds its opening', () => {
  const user = (text: string) => ({ role: 'user', content: [{ type: 'input_text', text }] })
  const input = [
    { role: 'developer', content: [{ type: 'input_text', text: 'Be brief.' }] },
    user('<environment>'),
    user('Fix it.'),
    { type: 'reasoning', summary: [] },
    { type: 'function_call', name: 'shell' },
    { type: 'function_call_output', output: 'ok' },
    { type: 'message', role: 'assistant', content: [] },
    user('Go on.'),
  ]
  const opening = '<environment>\nFix it.'
  expect(openaiResponses.conversation({ input })).toEqual({ answered: 2, opening })
  expect(openaiResponses.conversation({ input: 'Hi' })).toEqual({ answered: 0, opening: 'Hi' })
})

it('survives a body that is no conversation', () => {
  expect(openaiResponses.conversation(null)).toEqual({ answered: 0, opening: '' })
  expect(openaiResponses.answer(null, answer).chunks).toHaveLength(1)
})

it('names an error as the API does', () => {
  const { status, body, headers } = openaiResponses.error({
    kind: 'api-error',
    status: 429,
    type: 'insufficient_quota',
    retryAfterSeconds: 7,
  })
  expect(status).toBe(429)
  expect(headers).toMatchObject({ 'content-type': 'application/json', 'retry-after': '7' })
  const error = { type: 'insufficient_quota', code: 'insufficient_quota' }
  expect(JSON.parse(body)).toMatchObject({ error })
})

it('fails inside the stream when the script says status 200', () => {
  const { status, body, headers } = openaiResponses.error({ kind: 'api-error', status: 200 })
  expect(status).toBe(200)
  expect(headers).toMatchObject({ 'content-type': 'text/event-stream' })
  const [first, last] = events(body.split('\n\n').slice(0, -1))
  expect(first).toMatchObject({ type: 'response.created' })
  const error = { code: 'server_error', message: expect.stringContaining('error occurred') }
  expect(last).toMatchObject({ type: 'response.failed', response: { error } })
})

it.each([
  ['GET', '/v1/responses', 426],
  ['GET', '/v1/models', 200],
  ['POST', '/v1/files', 404],
])('answers %s %s beside the model with status %i', (method, path, status) => {
  const request = { method, path, headers: {}, body: null, isCompletion: false }
  expect(openaiResponses.side(request).status).toBe(status)
})
