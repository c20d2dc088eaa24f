import type { ProviderEvent } from '@htmlgraph/core/provider'
import { createRequest, type RequestInput } from '@htmlgraph/testkit'
import { describe, expect, it } from 'vitest'
import { codex } from './index.ts'

async function parse(
  events: readonly object[],
  request: RequestInput = {},
): Promise<ProviderEvent[]> {
  async function* lines(): AsyncGenerator<string> {
    for (const event of events) yield JSON.stringify(event)
  }
  const parsed: ProviderEvent[] = []
  for await (const event of codex.parse(lines(), createRequest(codex, request))) parsed.push(event)
  return parsed
}

const item = (type: 'started' | 'completed', fields: object): object => ({
  type: `item.${type}`,
  item: { id: 'item_1', ...fields },
})

describe('a line of Codex', () => {
  it('of a tool begins and ends it', async () => {
    const fields = {
      type: 'command_execution',
      command: 'ls',
      aggregated_output: '',
      exit_code: null,
    }
    const output = { aggregated_output: 'a\n', exit_code: 0, status: 'completed' }
    expect(
      await parse([item('started', fields), item('completed', { ...fields, ...output })]),
    ).toEqual([
      { type: 'tool-start', toolId: 'item_1', tool: 'command_execution', input: 'ls' },
      { type: 'tool-end', toolId: 'item_1', ok: true, output: 'a\n' },
    ])
  })

  it('of a patch tells each file that it changed', async () => {
    const changes = ['add', 'update', 'delete', 'else'].map((kind) => ({ path: `/${kind}`, kind }))
    const events = await parse([
      item('completed', { type: 'file_change', changes, status: 'completed' }),
    ])
    expect(events.slice(0, 2)).toMatchObject([
      { type: 'tool-start', tool: 'file_change', input: changes },
      { type: 'tool-end', ok: true },
    ])
    expect(events.slice(2)).toEqual(
      ['created', 'updated', 'deleted', 'unknown'].map((change, index) => ({
        type: 'file-change',
        path: changes[index]?.path,
        change,
      })),
    )
  })

  it('of a patch that failed tells no change', async () => {
    const changes = [{ path: '/a', kind: 'add' }]
    const events = await parse([
      item('completed', { type: 'file_change', changes, status: 'failed' }),
    ])
    expect(events.map(({ type }) => type)).toEqual(['tool-start', 'tool-end'])
  })

  it('of a tool that was declined is a denial', async () => {
    const events = await parse([
      item('completed', { type: 'command_execution', command: 'ls', status: 'declined' }),
    ])
    expect(events).toContainEqual({ type: 'denied', tool: 'command_execution', reason: null })
  })

  it('of an MCP tool names the server, and says what went wrong', async () => {
    const fields = { type: 'mcp_tool_call', server: 'docs', tool: 'search', arguments: { q: 'x' } }
    const error = { message: 'no such page' }
    expect(await parse([item('completed', { ...fields, status: 'failed', error })])).toMatchObject([
      { type: 'tool-start', tool: 'docs.search', input: { q: 'x' } },
      { type: 'tool-end', ok: false, output: 'no such page' },
    ])
  })

  it('of a search is a tool without a status', async () => {
    const events = await parse([item('completed', { type: 'web_search', query: 'x' })])
    expect(events).toMatchObject([{ tool: 'web_search', input: 'x' }, { ok: true }])
  })

  it('of what tells nothing a user needs is no event', async () => {
    const lists = item('completed', { type: 'todo_list', items: [] })
    const updated = { type: 'item.updated', item: { id: 'item_1', type: 'todo_list' } }
    expect(await parse([lists, updated, item('started', { type: 'reasoning' })])).toEqual([])
  })

  it('that reconnects is a retry; any other error is kept as evidence', async () => {
    const message = 'Reconnecting... 2/5 (stream disconnected: a (b)\nc)'
    const other = { type: 'error', message: 'Quota exceeded.' }
    expect(await parse([{ type: 'error', message }, other])).toEqual([
      { type: 'retry', attempt: 2, delayMs: null, reason: 'stream disconnected: a (b)\nc' },
      { type: 'raw', line: JSON.stringify(other) },
    ])
  })

  it('of a completed turn gives the last message, and counts cached tokens once', async () => {
    const usage = {
      input_tokens: 420,
      cached_input_tokens: 300,
      cache_write_input_tokens: 20,
      output_tokens: 17,
      reasoning_output_tokens: 10,
    }
    const events = await parse([
      item('completed', { type: 'agent_message', text: 'First I look.' }),
      item('completed', { type: 'agent_message', text: 'Done.' }),
      { type: 'turn.completed', usage },
    ])
    expect(events.slice(2)).toEqual([
      {
        type: 'usage',
        usage: [
          expect.objectContaining({
            inputTokens: 100,
            cachedInputTokens: 300,
            cacheWriteTokens: 20,
            outputTokens: 17,
            reasoningTokens: 10,
          }),
        ],
      },
      { type: 'end', response: 'Done.', failure: null },
    ])
  })

  it.for<RequestInput>([{ resume: 'abc' }, { options: { continueSession: true } }])(
    'never takes the counts of a whole session for those of a run: %j',
    async (request) => {
      const usage = { input_tokens: 840, output_tokens: 34 }
      const events = await parse([{ type: 'turn.completed', usage }], request)
      expect(events.map(({ type }) => type)).toEqual(['end'])
    },
  )
})
