import * as kit from '@htmlgraph/core/provider'
import cli from './cli.json' with { type: 'json' }
import { copilotFailures } from './failures.ts'

/** One line of `copilot --output-format=json`: `data` is in all but `result`, the last. 1.0.102 has 166 types. */
export type CopilotEvent = kit.JsonObject & { readonly type: string; data?: kit.JsonObject }

/** What later lines need: `answer` asks for no tool, `pieces` are of one that is not whole yet. */
const createState = ({ stream }: kit.RunRequest) => ({
  ...{ isStreamed: stream, tools: new kit.ToolLog(), pieces: new kit.TextPieces() },
  model: null as string | null,
  answer: '',
  failure: null as kit.RunFailure | null,
  failedCall: {} as kit.JsonObject,
})
type State = ReturnType<typeof createState>
const CHANGES = { create: 'created', edit: 'updated', delete: 'deleted' } as const
/** Words of Copilot CLI's own in the model's place, and for an answer without any. 1.0.102, recorded 2026-11. */
const FILTERED = /^The model returned no content because the response was blocked/
const EMPTY = /^No response was returned/
/** What a subagent says is told by the tool that asked it; what it does counts. */
const isOfSubagent = ({ parentToolCallId: id }: kit.JsonObject): boolean => typeof id === 'string'

/** The lines of `copilot --output-format=json` as events; what is not known becomes `raw`. */
export const parseCopilot = kit.parseJsonLines<State>({
  ...{ createState, dataField: 'data', quiet: cli.quiet, end: ({ pieces }) => pieces.flush() },
  readers: {
    'session.warning': ({ message }) => kit.eventOf.warning(message),
    'session.tools_updated': readModel,
    'model.call_failure': readModel,
    'model.call_final_result': readModel,
    'session.info': ({ message }, { tools }) =>
      tools.takeAway(/^Disabled tools: (.*)/.exec(String(message))?.[1]?.split(', ') ?? []),
    'session.mcp_servers_loaded': ({ servers }) => kit.eventOf.lostServers(servers),
    'session.error': (data, state) =>
      fail(state, { ...state.failedCall, ...data, type: data.errorType }, data.message),
    'session_limits_exhausted.requested': (_, state) => fail(state, {}, 'Session limit reached.'),
    'assistant.turn_retry': ({ reason }, { failedCall }) =>
      kit.eventOf.retry((kit.readAmount(failedCall.retryAttempt) ?? 0) + 1, null, [reason]),
    'assistant.message_delta': (data, { isStreamed, pieces }) => {
      const piece = isOfSubagent(data) ? '' : kit.textAt(data, 'deltaContent')
      pieces.add(piece, 0)
      return kit.eventOf.textDelta(isStreamed && piece)
    },
    *'assistant.message'(data, state) {
      const { content, reasoningText, toolRequests, chunkIndex } = data
      if (isOfSubagent(data)) return
      state.pieces = new kit.TextPieces()
      yield* readModel(data, state)
      yield* kit.eventOf.reasoning(reasoningText)
      if (FILTERED.test(String(content))) return yield* fail(state, {}, content)
      yield* kit.eventOf.message(content)
      if (!content) return
      state.failure = null
      // One answer may come in several messages.
      const before = Number(chunkIndex) > 0 && state.answer ? `${state.answer}\n\n` : ''
      if (!kit.readObjects(toolRequests).length) state.answer = `${before}${content}`
    },
    'tool.execution_start': ({ toolCallId: toolId, toolName: tool, arguments: input }, { tools }) =>
      tools.start({ toolId, tool }, input),
    *'tool.execution_complete'(data, { tools }) {
      const [ok, toolId] = [data.success === true, data.toolCallId]
      const output = kit.textAt(data, ok ? 'result.content' : 'error.message')
      if (kit.textAt(data, 'error.code') === 'denied') yield* tools.deny(toolId, output)
      yield* tools.end({ toolId, ok, output })
      // A patch that fails halfway tells which files it had changed.
      for (const { kind, path } of kit.readObjects(data.fileEdits)) {
        const change = CHANGES[kind as keyof typeof CHANGES] ?? 'unknown'
        yield { type: 'file-change', path: String(path), change }
      }
    },
    // Someone interrupts: it then exits with 0, and its `result`, if there is one, has no error.
    *abort({ reason: abort }, state) {
      yield* fail(state, { abort }, `Copilot CLI was interrupted before its result: ${abort}.`)
      yield { type: 'end', response: null, failure: state.failure }
    },
    // The last line; only it names the session. An answer without words has an error, and is none.
    *result({ sessionId, exitCode }, state) {
      yield { type: 'session', sessionId: kit.readText(sessionId), model: null }
      if (exitCode !== 0 && !state.failure) fail(state, {}, `It ended with code ${exitCode}.`)
      const failure = EMPTY.test(state.failure?.message ?? '') ? null : state.failure
      yield { type: 'end', response: (failure === null && state.answer) || null, failure }
    },
  },
})

function* readModel(data: kit.JsonObject, state: State): Iterable<kit.ProviderEvent> {
  if (isOfSubagent(data)) return
  if ('failureKind' in data) [state.failedCall, state.pieces] = [data, new kit.TextPieces()]
  const model = kit.readText(data.model)
  // GitHub bills by credits, a provider of one's own by its own rules.
  const billing = data.isByok === true ? 'api' : 'credits'
  if (data.isByok !== undefined) yield { type: 'session', sessionId: null, model, billing }
  else if (model !== state.model) yield { type: 'session', sessionId: null, model }
  state.model = model
}

function fail(state: State, signs: kit.JsonObject, said: unknown): readonly [] {
  const text = kit.readText(said) ?? 'Copilot CLI does not say what went wrong.'
  state.failure = kit.toFailure(copilotFailures, { ...signs, text }, text)
  return []
}
