import { expect, it } from 'vitest'
import { startModelServer } from '../model-server.ts'
import type { AnswerTurn, ScriptTurn } from '../script.ts'
import { geminiGenerateContent } from './gemini-generate-content.ts'

const MODEL = '/v1beta/models/gemini-3.8-flash'
const STREAM = `${MODEL}:streamGenerateContent?alt=sse`

const answer: AnswerTurn = {
  kind: 'answer',
  reasoning: 'hm',
  text: 'Hello',
  toolCalls: [{ name: 'read_file', input: { file_path: 'a.txt' } }],
  usage: { inputTokens: 5, outputTokens: 9, cachedInputTokens: 3, reasoningTokens: 4 },
}

const responses = (chunks: readonly string[]) =>
  chunks.map((chunk) => JSON.parse(chunk.replace(/^data: /, '')))

const parts = (chunks: readonly string[]) =>
  responses(chunks).flatMap((each) => each.candidates[0].content.parts)

const serving = (...script: ScriptTurn[]) =>
  startModelServer({ script, dialect: geminiGenerateContent })

const ask = async (server: { readonly url: string }, path: string, body: object) => {
  const response = await fetch(server.url + path, { method: 'POST', body: JSON.stringify(body) })
  return { status: response.status, text: await response.text() }
}

const user = (text: string) => ({ role: 'user', parts: [{ text }] })

it('streams reasoning, text and tool calls, then why it stopped', () => {
  const { chunks, contentType } = geminiGenerateContent.answer({}, answer)
  expect(contentType).toBe('text/event-stream')
  expect(parts(chunks)).toEqual([
    { text: 'hm', thought: true },
    { text: 'Hello' },
    { functionCall: { id: expect.any(String), name: 'read_file', args: { file_path: 'a.txt' } } },
    { text: '' },
  ])
  expect(responses(chunks).map((each) => each.candidates[0].finishReason)).toEqual([
    undefined,
    undefined,
    undefined,
    'STOP',
  ])
})

it('closes each event by its blank line', () => {
  const { chunks } = geminiGenerateContent.answer({}, answer)
  for (const chunk of chunks) expect(chunk).toMatch(/^data: \{.*\}\n\n$/)
})

it('counts cached tokens in the prompt and thoughts beside the candidates', () => {
  const { chunks } = geminiGenerateContent.answer({}, answer)
  expect(responses(chunks).at(-1).usageMetadata).toEqual({
    promptTokenCount: 8,
    cachedContentTokenCount: 3,
    candidatesTokenCount: 5,
    thoughtsTokenCount: 4,
    totalTokenCount: 17,
  })
})

it('cuts a long text into pieces that join to the same text', () => {
  const text = 'é🙂\n'.repeat(50_000)
  const { chunks } = geminiGenerateContent.answer({}, { kind: 'answer', text })
  expect(chunks.length).toBeGreaterThan(5)
  expect(
    parts(chunks)
      .map((part) => part.text)
      .join(''),
  ).toBe(text)
})

it('escapes what some readers take for the end of a line', () => {
  const text = 'one\u2028two\u2029'
  const { chunks } = geminiGenerateContent.answer({}, { kind: 'answer', text })
  expect(chunks.join('')).not.toMatch(/[\u2028\u2029]/)
  expect(parts(chunks)[0]).toEqual({ text })
})

it('takes the reason to stop from the script', () => {
  const { chunks } = geminiGenerateContent.answer({}, { kind: 'answer', stopReason: 'SAFETY' })
  expect(responses(chunks).at(-1).candidates[0].finishReason).toBe('SAFETY')
})

it('begins an answer that never says why it stopped', () => {
  const { chunks } = geminiGenerateContent.beginning({}, 'Half')
  expect(parts(chunks)).toEqual([{ text: 'Half' }])
  expect(chunks.join('')).not.toContain('finishReason')
})

it('takes consecutive turns of the model for one answer, and all text before it for the opening', () => {
  const turn = (role: string) => ({ role, parts: [{ text: role }] })
  const contents = [
    user('a place'),
    user('a task'),
    ...['model', 'model', 'user', 'model'].map(turn),
  ]
  const state = { answered: 2, opening: 'a place\na task' }
  expect(geminiGenerateContent.conversation({ contents })).toEqual(state)
})

it('survives a body that is no conversation', () => {
  expect(geminiGenerateContent.conversation(null)).toEqual({ answered: 0, opening: '' })
})

it.each([
  [400, 'INVALID_ARGUMENT'],
  [401, 'UNAUTHENTICATED'],
  [403, 'PERMISSION_DENIED'],
  [404, 'NOT_FOUND'],
  [429, 'RESOURCE_EXHAUSTED'],
  [500, 'INTERNAL'],
  [503, 'UNAVAILABLE'],
])('names status %i as the API does', (status, name) => {
  const { body } = geminiGenerateContent.error({ kind: 'api-error', status })
  expect(JSON.parse(body).error).toEqual({
    code: status,
    message: expect.any(String),
    status: name,
  })
})

it('says in the details which quota was passed and when to come again', () => {
  const type = 'GenerateRequestsPerMinutePerProjectPerModel'
  const turn = { kind: 'api-error', status: 429, type, retryAfterSeconds: 7 } as const
  expect(JSON.parse(geminiGenerateContent.error(turn).body).error).toMatchObject({
    status: 'RESOURCE_EXHAUSTED',
    details: [
      { '@type': 'type.googleapis.com/google.rpc.QuotaFailure', violations: [{ quotaId: type }] },
      { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '7s' },
    ],
  })
})

it('follows the script for what is streamed, whichever model is asked', async () => {
  await using server = await serving({ kind: 'answer', text: 'One' })
  const vertex = '/v1beta1/publishers/google/models/gemini-3.8-flash:streamGenerateContent?alt=sse'
  expect((await ask(server, STREAM, { contents: [user('a')] })).text).toContain('"text":"One"')
  expect((await ask(server, vertex, { contents: [user('a')] })).text).toContain('"text":"One"')
})

it('answers a router in its schema, and the script stays where it was', async () => {
  await using server = await serving(
    { kind: 'api-error', status: 503, times: 1 },
    { kind: 'answer', text: 'One' },
  )
  const properties = {
    reasoning: { type: 'STRING' },
    score: { type: 'INTEGER' },
    choice: { type: 'string', enum: ['flash', 'pro'] },
    tags: { type: 'array' },
    isSure: { type: 'boolean' },
  }
  const generationConfig = { responseJsonSchema: { type: 'object', properties } }
  const routed = await ask(server, `${MODEL}:generateContent`, { generationConfig })
  const { candidates, usageMetadata } = JSON.parse(routed.text)
  expect(JSON.parse(candidates[0].content.parts[0].text)).toEqual({
    reasoning: 'scripted',
    score: 20,
    choice: 'flash',
    tags: [],
    isSure: false,
  })
  expect(usageMetadata.totalTokenCount).toBe(55)
  expect((await ask(server, STREAM, {})).status).toBe(503)
  expect((await ask(server, STREAM, {})).text).toContain('One')
})

it('answers what is asked in passing, counts tokens and has no other endpoints', async () => {
  await using server = await serving({ kind: 'answer', text: 'One' })
  expect((await ask(server, `${MODEL}:generateContent`, {})).text).toContain('Nothing was found.')
  const counted = await ask(server, `${MODEL}:countTokens`, { contents: [user('x'.repeat(400))] })
  expect(JSON.parse(counted.text)).toEqual({ totalTokens: expect.any(Number) })
  const other = await ask(server, '/v1beta/cachedContents', {})
  expect(other).toMatchObject({ status: 404, text: expect.stringContaining('NOT_FOUND') })
})

it('cuts and breaks a stream', async () => {
  await using server = await serving({ kind: 'malformed', times: 1 }, { kind: 'cut' })
  const malformed = await ask(server, STREAM, {})
  const data = malformed.text.split('\n').filter((line) => line.startsWith('data: '))
  expect(data.length).toBeGreaterThan(1)
  for (const line of data) expect(() => JSON.parse(line.slice(6))).toThrow()
  await expect(ask(server, STREAM, {})).rejects.toThrow('terminated')
})
