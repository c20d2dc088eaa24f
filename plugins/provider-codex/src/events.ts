import * as kit from '@htmlgraph/core/provider'
import cli from './cli.json' with { type: 'json' }
import { codexFailures } from './failures.ts'
import type { CodexRequest } from './options.ts'

/** One line of `codex exec --json`. Items are an `agent_message`, `command_execution`, `file_change`, `error` … */
export type CodexEvent =
  | { readonly type: `item.${'started' | 'updated' | 'completed'}`; readonly item: CodexItem }
  | { readonly type: `${'thread' | 'turn'}.${string}` | 'error'; readonly [field: string]: unknown }
type CodexItem = { readonly type: string; readonly [field: string]: unknown }

interface State {
  readonly request: CodexRequest
  readonly tools: kit.ToolLog
  answer: string | null
}

const CHANGES = { add: 'created', update: 'updated', delete: 'deleted' } as const

/** The lines of `codex exec --json` as events; what is not known becomes `raw`. */
export const parseCodex = kit.parseJsonLines<State>({
  subtypeField: 'item.type',
  createState(request) {
    return { request: request as CodexRequest, tools: new kit.ToolLog(), answer: null }
  },
  readers: {
    *'thread.started'({ thread_id: id }) {
      yield { type: 'session', sessionId: kit.readText(id), model: null }
    },
    // Nothing is measured yet, but a turn of this run has begun: `finish` asks for that.
    *'turn.started'() {
      yield { type: 'usage', usage: [kit.createModelUsage({})] }
    },
    'item.completed/agent_message'(event, state) {
      state.answer = kit.textAt(event, 'item.text')
      return kit.eventOf.message(state.answer)
    },
    'item.completed/reasoning': ({ item }) => kit.eventOf.reasoning(kit.textAt(item, 'text')),
    'item.completed/error': ({ item }) => kit.eventOf.warning(kit.textAt(item, 'message')),
    ...Object.fromEntries(cli.tools.map((tool) => [`item.started/${tool}`, startTool] as const)),
    ...Object.fromEntries(cli.tools.map((tool) => [`item.completed/${tool}`, endTool] as const)),
    // Any other error is told again by `turn.failed`; if that never comes, the line is the evidence.
    error({ message }) {
      const retry = /^Reconnecting\.\.\. (\d+)\/\d+ \((.*)\)$/s.exec(String(message))
      return retry && kit.eventOf.retry(Number(retry[1]), null, [retry[2]])
    },
    'turn.completed': readCompleted,
    *'turn.failed'(event) {
      const text = kit.textAt(event, 'error.message') || 'The turn failed.'
      yield { type: 'end', response: null, failure: kit.toFailure(codexFailures, { text }, text) }
    },
  },
  quiet: ['item.started', 'item.updated', 'item.completed/todo_list', 'item.completed/plan'],
})

function startTool(event: kit.JsonObject, { tools }: State): Iterable<kit.ProviderEvent> {
  const { id, type, command, changes, query, ...item } = kit.readObject(event.item)
  const tool = item.server ? `${item.server}.${item.tool}` : type
  return tools.start({ toolId: id, tool }, command ?? changes ?? query ?? item.arguments ?? null)
}

function* endTool(event: kit.JsonObject, state: State): Iterable<kit.ProviderEvent> {
  const { id: toolId, status, changes } = kit.readObject(event.item)
  if (state.tools.find(toolId) === null) yield* startTool(event, state)
  const error = kit.textAt(event, 'item.error.message')
  const output = kit.textAt(event, 'item.aggregated_output') || error || null
  if (status === 'declined') yield* state.tools.deny(String(toolId), output)
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
