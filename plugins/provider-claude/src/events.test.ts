import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ProviderEvent } from '@htmlgraph/core/provider'
import { createRequest } from '@htmlgraph/testkit'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseClaude } from './events.ts'
import { claude } from './index.ts'

const RECORDINGS = join(import.meta.dirname, '../fixtures/claude-2.1.330')

async function* feed(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines
}

async function parse(...lines: (string | object)[]): Promise<ProviderEvent[]> {
  const texts = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)))
  const events: ProviderEvent[] = []
  for await (const event of parseClaude(feed(texts), createRequest(claude))) events.push(event)
  return events
}

const say = (text: string, more: object = {}): object => ({
  message: { model: 'claude-opus-5-5', content: [{ type: 'text', text }] },
  parent_tool_use_id: null,
  type: 'assistant',
  ...more,
})
const call = (id: string, name: string, input: object, more: object = {}): object => ({
  type: 'assistant',
  message: { content: [{ type: 'tool_use', id, name, input }] },
  parent_tool_use_id: null,
  ...more,
})
const answer = (id: string, more: object = {}, result: unknown = undefined): object => ({
  type: 'user',
  message: { content: [{ type: 'tool_result', tool_use_id: id, content: 'ok', ...more }] },
  tool_use_result: result,
})
const result = (more: object = {}): object => ({
  subtype: 'success',
  is_error: false,
  result: 'Done.',
  permission_denials: [],
  type: 'result',
  ...more,
})

describe('the events of Claude Code', () => {
  it.for([
    ['Write', { file_path: '/p/a.txt' }, { type: 'create' }, 'created'],
    ['Write', { file_path: '/p/a.txt' }, { type: 'update' }, 'updated'],
    ['Edit', { file_path: '/p/a.txt' }, { filePath: '/p/a.txt' }, 'updated'],
    ['NotebookEdit', { notebook_path: '/p/a.txt' }, { edit_mode: 'replace' }, 'updated'],
  ] as const)('tell of a file that %s changed: %j', async ([tool, input, told, change]) => {
    expect(await parse(call('t1', tool, input), answer('t1', {}, told))).toEqual([
      { type: 'tool-start', toolId: 't1', tool, input },
      { type: 'tool-end', toolId: 't1', ok: true, output: 'ok' },
      { type: 'file-change', path: '/p/a.txt', change },
    ])
  })

  it('tell of no file when the tool failed, or changes none', async () => {
    const failed = await parse(
      call('t', 'Write', { file_path: '/p/a' }),
      answer('t', { is_error: true }),
    )
    const read = await parse(call('t', 'Read', { file_path: '/p/a' }), answer('t'))
    expect([...failed, ...read].filter(({ type }) => type === 'file-change')).toEqual([])
  })

  it('tell a denial once, though the result lists it again', async () => {
    const denial = { tool_name: 'Bash', tool_use_id: 't1' }
    const events = await parse(
      { type: 'system', subtype: 'permission_denied', message: 'No.', ...denial },
      result({ permission_denials: [denial, { tool_name: 'Write', tool_use_id: 't2' }] }),
    )
    expect(events.filter(({ type }) => type === 'denied')).toEqual([
      { type: 'denied', tool: 'Bash', reason: 'No.' },
      { type: 'denied', tool: 'Write', reason: null },
    ])
  })

  it('take a tool that the access left out for a denial', async () => {
    const content =
      '<tool_use_error>Error: No such tool available: Write. Write is disabled for this session.'
    const events = await parse(call('t', 'Write', {}), answer('t', { is_error: true, content }))
    expect(events.map(({ type }) => type)).toEqual(['tool-start', 'denied', 'tool-end'])
  })

  it('keep what a subagent says out of the answer, but not what it does', async () => {
    const sub = { parent_tool_use_id: 'task' }
    const delta = {
      type: 'stream_event',
      event: { delta: { type: 'text_delta', text: 'x' } },
      ...sub,
    }
    const events = await parse(
      say('From below', sub),
      delta,
      call('t', 'Bash', {}, sub),
      answer('t'),
    )
    expect(events.map(({ type }) => type)).toEqual(['tool-start', 'tool-end'])
  })

  it('do not take the words of an API error for an answer', async () => {
    const message = { model: '<synthetic>', content: [{ type: 'text', text: 'Invalid API key' }] }
    const events = await parse(
      say('', { message }),
      result({ is_error: true, api_error_status: 401, result: 'Invalid API key' }),
    )
    expect(events.filter(({ type }) => type === 'message')).toEqual([])
    expect(events.at(-1)).toEqual({
      type: 'end',
      response: null,
      structured: undefined,
      failure: { kind: 'auth', message: 'Invalid API key' },
    })
  })

  it('end in a failure when the result does not say that there was no error', async () => {
    const events = await parse({ type: 'result', subtype: 'odd' })
    expect(events.at(-1)).toMatchObject({ failure: { kind: 'agent-error' } })
  })

  it('carry structured output, and none when the model gave none', async () => {
    const given = await parse(result({ structured_output: { age: 36 } }))
    expect(given.at(-1)).toMatchObject({ structured: { age: 36 } })
    expect((await parse(result())).at(-1)).toMatchObject({ structured: undefined })
  })

  it.for(['refusal', 'max_tokens'])('warn of an answer that stopped by %s', async (stop_reason) => {
    const events = await parse(result({ stop_reason }))
    expect(events.filter(({ type }) => type === 'warning')).toHaveLength(1)
  })

  it('warn of MCP servers that cannot be used', async () => {
    const mcp_servers = [
      { name: 'good', status: 'connected' },
      { name: 'bad', status: 'failed' },
      { name: 'slow', status: 'pending' },
      // What the user disabled for the folder, though the caller asks for it. Recorded 2026-11.
      { name: 'off', status: 'disabled' },
    ]
    expect(
      await parse({ type: 'system', subtype: 'init', model: 'm', session_id: 's', mcp_servers }),
    ).toEqual([
      { type: 'session', sessionId: 's', model: 'm', billing: 'unknown' },
      { type: 'warning', message: 'The MCP server bad cannot be used: failed.' },
      { type: 'warning', message: 'The MCP server off cannot be used: disabled.' },
    ])
  })

  it('go on after a result, and the last one rules', async () => {
    const events = await parse(
      result({ result: 'First.' }),
      say('More.'),
      result({ result: 'Last.' }),
    )
    expect(events.findLast(({ type }) => type === 'end')).toMatchObject({ response: 'Last.' })
    expect(events).toContainEqual({ type: 'message', text: 'More.' })
  })

  it('understand the one object of --output-format=json', async () => {
    const events = await parse(result({ session_id: 's' }))
    expect(events.map(({ type }) => type)).toEqual(['session', 'usage', 'end'])
  })

  it.for([
    '{"type":"result"',
    'Not logged in',
    '[]',
    'null',
    '{"type":"soothsayer"}',
    '{}',
    '{"type":7}',
  ])('pass on %s as raw', async (line) => {
    expect(await parse(line)).toEqual([{ type: 'raw', line }])
  })

  it('pass on an unknown kind of system line as raw, and known ones of no use not at all', async () => {
    const unknown = { type: 'system', subtype: 'weather' }
    expect(await parse(unknown, { type: 'system', subtype: 'status' }, '', '  ')).toEqual([
      { type: 'raw', line: JSON.stringify(unknown) },
    ])
  })

  it('cut a raw line at 10,000 characters', async () => {
    expect(await parse('x'.repeat(20_000))).toEqual([{ type: 'raw', line: 'x'.repeat(10_000) }])
  })
})

describe('the parser', () => {
  const types = fc.constantFrom(
    'system',
    'assistant',
    'user',
    'stream_event',
    'result',
    '__proto__',
    'constructor',
  )
  const subtypes = fc.constantFrom(
    'init',
    'permission_denied',
    'api_retry',
    'model_fallback',
    'informational',
  )
  const block = fc.record(
    { type: fc.constantFrom('text', 'tool_use', 'tool_result', 'thinking') },
    { requiredKeys: [] },
  )
  const odd = fc.oneof(
    fc.jsonValue(),
    fc.array(block),
    fc.record({ content: fc.array(fc.oneof(block, fc.jsonValue())) }),
  )
  const event = fc.record(
    {
      type: types,
      subtype: fc.oneof(subtypes, fc.jsonValue()),
      message: odd,
      event: odd,
      usage: odd,
      model_usage_since_last_result: odd,
      permission_denials: odd,
      mcp_servers: odd,
      errors: odd,
      is_error: fc.jsonValue(),
      stop_reason: fc.jsonValue(),
    },
    { requiredKeys: ['type'] },
  )

  it('throws for no line whatever', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(fc.string(), event)), async (lines) => {
        await parse(...lines)
      }),
    )
  })

  it.for(readdirSync(RECORDINGS))('reads %s line by line, and cut off anywhere', async (name) => {
    const printed = readFileSync(join(RECORDINGS, name, 'stdout'), 'utf8')
    const lines = printed.split('\n')
    const whole = await parse(...lines)
    for (const count of lines.keys()) {
      const some = await parse(...lines.slice(0, count))
      expect(whole.slice(0, some.length)).toEqual(some)
    }
    const cuts = Array.from({ length: 50 }, (_, index) => Math.floor((printed.length * index) / 50))
    for (const cut of cuts) {
      const some = await parse(...printed.slice(0, cut).split('\n'))
      const known = some.filter(({ type }) => type !== 'raw')
      expect(whole.slice(0, known.length)).toEqual(known)
      expect(some.length - known.length).toBeLessThanOrEqual(1)
    }
  })
})
