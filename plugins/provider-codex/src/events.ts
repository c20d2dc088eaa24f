import {
  type JsonObject,
  type ModelUsage,
  type Provider,
  type ProviderEvent,
  parseJsonLines,
  parseObject,
  type RunRequest,
  readModelUsage,
  readObject,
  readObjects,
  readPath,
  readText,
  ToolLog,
  toFailure,
  withoutParts,
} from '@htmlgraph/core/provider'
import { codexFailures } from './failures.ts'
import type { CodexOptions } from './options.ts'

/** What an event is about: `agent_message`, `command_execution`, `file_change`, `mcp_tool_call`, `error` and more. */
export interface CodexItem {
  readonly id: string
  readonly type: string
  readonly [field: string]: unknown
}

/** One line of `codex exec --json`. Fields beside these are as Codex prints them. */
export type CodexEvent =
  | { readonly type: `item.${'started' | 'updated' | 'completed'}`; readonly item: CodexItem }
  | { readonly type: 'thread.started'; readonly thread_id: string }
  | { readonly type: 'turn.started' }
  | { readonly type: 'turn.completed'; readonly usage: Readonly<Record<string, number>> }
  | { readonly type: 'turn.failed'; readonly error: { readonly message: string } }
  | { readonly type: 'error'; readonly message: string }

/** What the lines so far said that later ones need. */
interface StreamState {
  readonly request: RunRequest<CodexOptions>
  readonly tools: ToolLog
  answer: string | null
}

/** Items that are the work of a tool. */
const TOOLS = /^(command_execution|file_change|mcp_tool_call|collab_tool_call|web_search)$/
const CHANGES = new Map([
  ['add', 'created'],
  ['update', 'updated'],
  ['delete', 'deleted'],
] as const)

/** The lines of `codex exec --json` as events; what is not known becomes `raw`. */
export const parseCodex: Provider['parse'] = parseJsonLines<StreamState>({
  createState: (request) => ({
    request: request as RunRequest<CodexOptions>,
    tools: new ToolLog(),
    answer: null,
  }),
  readers: {
    'thread.started': ({ thread_id: id }) => [
      { type: 'session', sessionId: readText(id), model: null },
    ],
    // Nothing is measured yet, but a turn of this run has begun: `finish` asks for that.
    'turn.started': () => [{ type: 'usage', usage: [readUsage(null, {})] }],
    'turn.completed': readCompleted,
    'turn.failed': (event) => {
      const message = readText(readPath(event, 'error.message')) || 'The turn failed.'
      const failure = toFailure(codexFailures, { text: message }, message)
      return [{ type: 'end', response: null, failure }]
    },
    error: readRetry,
    'item.started': (event, { tools }) => startTool(readObject(event.item), tools),
    'item.updated': () => [],
    'item.completed': readItem,
  },
})

/** The tokens that Codex counts: what the cache took or gave is in the input. */
export function readUsage(model: string | null, counts: JsonObject): ModelUsage {
  const row = readModelUsage(model, counts, {
    inputTokens: 'input_tokens',
    cachedInputTokens: 'cached_input_tokens',
    cacheWriteTokens: 'cache_write_input_tokens',
    outputTokens: 'output_tokens',
    reasoningTokens: 'reasoning_output_tokens',
  })
  const { inputTokens, cachedInputTokens, cacheWriteTokens } = row
  return { ...row, inputTokens: withoutParts(inputTokens, cachedInputTokens, cacheWriteTokens) }
}

/** The last word of a turn. Its counts are those of the whole session, so of this run only when it began it. */
function* readCompleted({ usage }: JsonObject, state: StreamState): Iterable<ProviderEvent> {
  const { answer, request } = state
  const isNew = request.resume === null && !request.options.continueSession
  if (isNew) yield { type: 'usage', usage: [readUsage(null, readObject(usage))] }
  const structured = request.options.outputSchema && parseObject(answer ?? '')
  yield { type: 'end', response: answer, structured: structured ?? undefined, failure: null }
}

/** Any other error is told again by `turn.failed`; if that never comes, the line is the evidence. */
function readRetry({ message }: JsonObject): ProviderEvent[] | null {
  const retry = /^Reconnecting\.\.\. (\d+)\/\d+ \((.*)\)$/s.exec(readText(message) ?? '')
  if (retry === null) return null
  return [{ type: 'retry', attempt: Number(retry[1]), delayMs: null, reason: retry[2] ?? null }]
}

function startTool(item: JsonObject, tools: ToolLog): Iterable<ProviderEvent> {
  const { id, type, server, tool, command, changes, query } = item
  if (!TOOLS.test(String(type))) return []
  const name = [server, tool].filter((part) => typeof part === 'string').join('.') || String(type)
  const input = command ?? changes ?? item.arguments ?? query ?? null
  return tools.start({ toolId: String(id), tool: name }, input)
}

function readItem(event: JsonObject, state: StreamState): Iterable<ProviderEvent> | null {
  const item = readObject(event.item)
  const text = readText(item.text) ?? ''
  switch (item.type) {
    case 'agent_message':
      state.answer = text
      return [{ type: 'message', text }]
    case 'reasoning':
      return [{ type: 'reasoning', text }]
    case 'error':
      return [{ type: 'warning', message: readText(item.message) ?? '' }]
    case 'todo_list':
    case 'plan':
      return []
    default:
      return TOOLS.test(String(item.type)) ? endTool(item, state.tools) : null
  }
}

function* endTool(item: JsonObject, tools: ToolLog): Iterable<ProviderEvent> {
  const toolId = String(item.id)
  if (tools.find(toolId) === null) yield* startTool(item, tools)
  const output = readText(item.aggregated_output) ?? readText(readPath(item, 'error.message'))
  if (item.status === 'declined') yield* tools.deny(toolId, output)
  // A search has no status.
  const ok = (item.status ?? 'completed') === 'completed'
  yield* tools.end({ toolId, ok, output })
  for (const { path, kind } of ok ? readObjects(item.changes) : []) {
    const change = CHANGES.get(kind as 'add') ?? 'unknown'
    yield { type: 'file-change', path: String(path), change }
  }
}
