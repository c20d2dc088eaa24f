import * as kit from '@htmlgraph/core/provider'
import cli from './cli.json' with { type: 'json' }
import { codexFailures } from './failures.ts'
import type { CodexOptions } from './options.ts'

/** One line of `codex exec --json`. Items are an `agent_message`, `command_execution`, `file_change`, `error` … */
export type CodexEvent =
  | { readonly type: `item.${'started' | 'updated' | 'completed'}`; readonly item: CodexItem }
  | { readonly type: `${'thread' | 'turn'}.${string}` | 'error'; readonly [field: string]: unknown }
type CodexItem = { readonly type: string; readonly [field: string]: unknown }

interface State {
  readonly request: kit.RunRequest<CodexOptions>
  readonly tools: kit.ToolLog
  answer: string | null
}

const CHANGES = { add: 'created', update: 'updated', delete: 'deleted' } as const

/** The lines of `codex exec --json` as events; what is not known becomes `raw`. */
export const parseCodex: kit.Provider['parse'] = kit.parseJsonLines<State>({
  subtypeField: 'item.type',
  createState: (request) => {
    return { request: request as State['request'], tools: new kit.ToolLog(), answer: null }
  },
  readers: {
    'thread.started': (event) => {
      return [{ type: 'session', sessionId: textOf(event, 'thread_id'), model: null }]
    },
    // Nothing is measured yet, but a turn of this run has begun: `finish` asks for that.
    'turn.started': () => [{ type: 'usage', usage: [kit.createModelUsage({})] }],
    'item.completed/agent_message': ({ item }, state) => {
      state.answer = textOf(item, 'text')
      return [{ type: 'message', text: state.answer }]
    },
    'item.completed/reasoning': ({ item }) => [{ type: 'reasoning', text: textOf(item, 'text') }],
    'item.completed/error': ({ item }) => [{ type: 'warning', message: textOf(item, 'message') }],
    ...Object.fromEntries(cli.tools.map((tool) => [`item.started/${tool}`, startTool] as const)),
    ...Object.fromEntries(cli.tools.map((tool) => [`item.completed/${tool}`, endTool] as const)),
    error: readRetry,
    'turn.completed': readCompleted,
    'turn.failed': ({ error }) => {
      const message = textOf(error, 'message') || 'The turn failed.'
      const failure = kit.toFailure(codexFailures, { text: message }, message)
      return [{ type: 'end', response: null, failure }]
    },
  },
  quiet: ['item.started', 'item.updated', 'item.completed/todo_list', 'item.completed/plan'],
})

function textOf(value: unknown, field: string): string {
  return kit.readText(kit.readObject(value)[field]) ?? ''
}

/** Any other error is told again by `turn.failed`; if that never comes, the line is the evidence. */
function readRetry({ message }: kit.JsonObject): kit.ProviderEvent[] | null {
  const retry = /^Reconnecting\.\.\. (\d+)\/\d+ \((.*)\)$/s.exec(String(message))
  return (
    retry && [{ type: 'retry', attempt: Number(retry[1]), delayMs: null, reason: retry[2] ?? null }]
  )
}

function startTool(event: kit.JsonObject, { tools }: State): Iterable<kit.ProviderEvent> {
  const { id, type, command, changes, query, ...item } = kit.readObject(event.item)
  const tool = textOf(item, 'server') ? `${item.server}.${item.tool}` : String(type)
  const input = command ?? changes ?? query ?? item.arguments ?? null
  return tools.start({ toolId: String(id), tool }, input)
}

function* endTool(event: kit.JsonObject, state: State): Iterable<kit.ProviderEvent> {
  const { id, status, changes, error, ...item } = kit.readObject(event.item)
  const toolId = String(id)
  if (state.tools.find(toolId) === null) yield* startTool(event, state)
  const output = textOf(item, 'aggregated_output') || textOf(error, 'message') || null
  if (status === 'declined') yield* state.tools.deny(toolId, output)
  // A search has no status.
  const ok = status === undefined || status === 'completed'
  yield* state.tools.end({ toolId, ok, output })
  for (const { path, kind } of ok ? kit.readObjects(changes) : []) {
    const change = CHANGES[kind as keyof typeof CHANGES] ?? 'unknown'
    yield { type: 'file-change', path: String(path), change }
  }
}

/** The last word of a turn. Its counts are those of the whole session, so of this run only when it began it. */
function* readCompleted(event: kit.JsonObject, state: State): Iterable<kit.ProviderEvent> {
  const { resume, options } = state.request
  const usage = kit.readModelUsage(null, kit.readObject(event.usage), cli.usage)
  if (resume === null && !options.continueSession) yield { type: 'usage', usage: [usage] }
  yield { type: 'end', response: state.answer, failure: null }
}
