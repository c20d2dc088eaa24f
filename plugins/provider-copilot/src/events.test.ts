import type { ProviderEvent } from '@htmlgraph/core/provider'
import { createRequest } from '@htmlgraph/testkit'
import { describe, expect, it } from 'vitest'
import { parseCopilot } from './events.ts'
import { copilot } from './index.ts'

type Line = readonly [type: string, data?: object]

async function parse(lines: readonly Line[], stream = false): Promise<ProviderEvent[]> {
  const text = async function* () {
    for (const [type, data] of lines) yield JSON.stringify({ type, data })
  }
  const events: ProviderEvent[] = []
  for await (const event of parseCopilot(text(), createRequest(copilot, { stream }))) {
    events.push(event)
  }
  return events
}

const ofType = async (type: string, ...lines: readonly Line[]): Promise<ProviderEvent[]> =>
  (await parse(lines)).filter((event) => event.type === type)

const message = (content: string, more: object = {}): Line => [
  'assistant.message',
  { model: 'm', content, toolRequests: [], ...more },
]
const result = (exitCode: number): string =>
  JSON.stringify({ type: 'result', sessionId: 's', exitCode })

/** The last word on these lines, which `result` with this code closes. */
async function endOf(lines: readonly Line[], exitCode = 0): Promise<ProviderEvent | undefined> {
  const text = async function* () {
    for (const [type, data] of lines) yield JSON.stringify({ type, data })
    yield result(exitCode)
  }
  const events: ProviderEvent[] = []
  for await (const event of parseCopilot(text(), createRequest(copilot))) events.push(event)
  return events.findLast(({ type }) => type === 'end')
}

const call: Line = ['tool.execution_start', { toolCallId: 't', toolName: 'bash', arguments: {} }]
const ended = (more: object): Line => ['tool.execution_complete', { toolCallId: 't', ...more }]

describe('the events of Copilot CLI', () => {
  it('have pieces of the answer only when they were asked for', async () => {
    const lines: Line[] = [['assistant.message_delta', { deltaContent: 'Hel' }], message('Hello')]
    const types = async (stream: boolean) => (await parse(lines, stream)).map(({ type }) => type)
    expect(await types(true)).toEqual(['text-delta', 'session', 'message'])
    expect(await types(false)).toEqual(['session', 'message'])
  })

  it('say nothing of what a subagent says, and all of what it does', async () => {
    const parentToolCallId = 'task'
    const lines: Line[] = [
      message('Inner', { parentToolCallId, model: 'other' }),
      ['model.call_failure', { parentToolCallId, failureKind: 'api', model: 'other' }],
      ['tool.execution_start', { toolCallId: 't', toolName: 'edit', parentToolCallId }],
      ended({ success: true, parentToolCallId, fileEdits: [{ path: '/a', kind: 'edit' }] }),
    ]
    expect((await parse(lines)).map(({ type }) => type)).toEqual([
      'tool-start',
      'tool-end',
      'file-change',
    ])
  })

  it('tell the model once, and anew when another answers', async () => {
    const lines: Line[] = [['session.tools_updated', { model: 'auto' }], message('a'), message('b')]
    expect(await ofType('session', ...lines)).toEqual([
      { type: 'session', sessionId: null, model: 'auto' },
      { type: 'session', sessionId: null, model: 'm' },
    ])
  })

  it.for([
    [true, 'api'],
    [false, 'credits'],
  ] as const)('tell who bills: with isByok %s it is %s', async ([isByok, billing]) => {
    const line: Line = ['model.call_final_result', { model: 'm', isByok }]
    expect(await ofType('session', line)).toMatchObject([{ billing }])
  })

  it('tell a denial, by its code or since the tool was taken away', async () => {
    const denied = { success: false, error: { code: 'denied', message: 'No.' } }
    expect(await ofType('denied', call, ended(denied))).toEqual([
      { type: 'denied', tool: 'bash', reason: 'No.' },
    ])
    const missing = { success: false, error: { code: 'failure', message: 'Does not exist.' } }
    const info: Line = ['session.info', { message: 'Disabled tools: apply_patch, bash, sql' }]
    expect(await ofType('denied', info, call, ended(missing))).toHaveLength(1)
    expect(await ofType('denied', call, ended(missing))).toEqual([])
    expect(await ofType('denied', info, call, ended({ success: true }))).toEqual([])
  })

  it('tell what a tool changed, also when it failed halfway', async () => {
    const fileEdits = [
      { path: '/a', kind: 'create' },
      { path: '/b', kind: 'edit' },
      { path: '/c', kind: 'delete' },
      { path: '/d', kind: 'rename' },
    ]
    expect(await ofType('file-change', call, ended({ success: false, fileEdits }))).toEqual([
      { type: 'file-change', path: '/a', change: 'created' },
      { type: 'file-change', path: '/b', change: 'updated' },
      { type: 'file-change', path: '/c', change: 'deleted' },
      { type: 'file-change', path: '/d', change: 'unknown' },
    ])
  })

  it('count the attempts', async () => {
    const failed: Line = ['model.call_failure', { failureKind: 'api', retryAttempt: 2 }]
    expect(
      await ofType('retry', failed, ['assistant.turn_retry', { reason: 'api_error' }]),
    ).toEqual([{ type: 'retry', attempt: 3, delayMs: null, reason: 'api_error' }])
  })

  it('warn of servers that are not there, and hand on warnings', async () => {
    const servers = [
      { name: 'a', status: 'connected' },
      { name: 'b', status: 'failed', error: 'gone' },
      { name: 'c', status: 'disabled' },
    ]
    const lines: Line[] = [
      ['session.mcp_servers_loaded', { servers }],
      ['session.warning', { warningType: 'policy', message: 'Beware.' }],
    ]
    expect(await ofType('warning', ...lines)).toEqual([
      { type: 'warning', message: 'The MCP server b cannot be used: gone.' },
      { type: 'warning', message: 'Beware.' },
    ])
  })

  it('keep as raw what nobody knows', async () => {
    expect(await ofType('raw', ['session.invented', {}], ['session.idle', {}])).toHaveLength(1)
  })
})

describe('the last word of Copilot CLI', () => {
  it('is the last message that asks for no tool', async () => {
    const asks = message('I will look.', { toolRequests: [{ name: 'view' }] })
    expect(await endOf([message('First.'), asks, call, message('Second.')])).toMatchObject({
      response: 'Second.',
      failure: null,
    })
    expect(await endOf([asks, call, message('')])).toMatchObject({ response: null, failure: null })
  })

  it('joins the messages of one answer', async () => {
    const chunk = (text: string, chunkIndex: number) => message(text, { chunkIndex, chunkCount: 2 })
    expect(await endOf([message('Old.'), chunk('One.', 0), chunk('Two.', 1)])).toMatchObject({
      response: 'One.\n\nTwo.',
    })
  })

  it('is a failure when there was an error, with what the model call said of it', async () => {
    const failed: Line = [
      'model.call_failure',
      { failureKind: 'api', errorCode: 'insufficient_quota' },
    ]
    const error: Line = [
      'session.error',
      { errorType: 'rate_limit', message: '429', statusCode: 429 },
    ]
    expect(await endOf([failed, error], 1)).toMatchObject({
      failure: { kind: 'quota', message: '429' },
    })
    expect(await endOf([error], 1)).toMatchObject({ failure: { kind: 'rate-limit' } })
  })

  it('forgets an error that an answer came after', async () => {
    const error: Line = ['session.error', { errorType: 'query', message: '500', statusCode: 500 }]
    expect(await endOf([error, message('Fine.')])).toMatchObject({
      response: 'Fine.',
      failure: null,
    })
  })

  it('is no error when there were only no words', async () => {
    const error: Line = [
      'session.error',
      { errorType: 'query', message: 'No response was returned.' },
    ]
    expect(await endOf([message(''), error], 1)).toMatchObject({ response: null, failure: null })
  })

  it('is a failure when a filter took the answer away', async () => {
    const words =
      'The model returned no content because the response was blocked by content filtering.'
    expect(await endOf([message(words)])).toMatchObject({ failure: { kind: 'agent-error' } })
    expect(await ofType('message', message(words))).toEqual([])
  })

  it('is a failure when the limit of credits is reached', async () => {
    const limit: Line = [
      'session_limits_exhausted.requested',
      { usedAiCredits: 31, maxAiCredits: 30 },
    ]
    expect(await endOf([message('Half'), limit])).toMatchObject({ failure: { kind: 'budget' } })
  })

  it('is a crash after an interruption, with a result and without', async () => {
    const abort: Line = ['abort', { reason: 'user_initiated' }]
    expect(await endOf([abort])).toMatchObject({ failure: { kind: 'crashed' } })
    expect(await ofType('end', abort)).toMatchObject([{ failure: { kind: 'crashed' } }])
  })

  it('is a failure when only the code says so', async () => {
    expect(await endOf([message('Hm.')].slice(1), 1)).toMatchObject({
      failure: { kind: 'agent-error' },
    })
  })
})

const piece = (deltaContent: string, more: object = {}): Line => [
  'assistant.message_delta',
  { messageId: 'm', deltaContent, ...more },
]

describe('an answer of Copilot CLI that breaks off', () => {
  it('is told as far as it came', async () => {
    const texts = await ofType('message', piece('Hello fro'), piece('m the'))
    expect(texts).toEqual([{ type: 'message', text: 'Hello from the' }])
  })

  it.for<[string, Line[], string[]]>([
    ['is not told twice when it comes whole', [piece('Hel'), message('Hello')], ['Hello']],
    [
      'makes way for the next attempt',
      [piece('Hel'), ['model.call_failure', { failureKind: 'x' }], piece('Hello a')],
      ['Hello a'],
    ],
    ['is none of a subagent', [piece('Hel', { parentToolCallId: 't' })], []],
  ])('%s', async ([, lines, texts]) => {
    const told = await ofType('message', ...lines)
    expect(told).toEqual(texts.map((text) => ({ type: 'message', text })))
  })
})
