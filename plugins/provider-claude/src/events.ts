import * as kit from '@htmlgraph/core/provider'
import { claudeFailures, DENIED, INTERRUPTED, INTERRUPTED_WARNING } from './failures.ts'
import fields from './stream.json' with { type: 'json' }

/** One line of `claude -p --output-format=stream-json`, more fields being as it prints them. */
export interface ClaudeEvent extends kit.JsonObject {
  /** `system`, `assistant`, `user`, `result`, more; `stream_event` where pieces are asked for. */
  readonly type: string
  readonly subtype?: string
  readonly session_id?: string
  /** Of `assistant` and `user`: blocks of `text`, `thinking`, `tool_use`, `tool_result`, more. */
  readonly message?: { readonly content: string | readonly { readonly type: string }[] }
  /** Of `result`: the answer, or the words of an error. */
  readonly result?: string
  readonly is_error?: boolean
}

/** What the lines so far said that later ones need. */
const createState = () => ({
  tools: new kit.ToolLog({ fileFields: fields.fileFields, denied: DENIED }),
  model: null as string | null,
  usage: [] as Rows,
})
type Rows = readonly kit.ModelUsage[]
type State = ReturnType<typeof createState>

/** The lines as events. What is quiet is progress of others; what is not known becomes `raw`. */
export const parseClaude = kit.parseJsonLines<State>({
  ...{ createState, subtypeField: 'subtype', quiet: fields.quiet },
  readers: {
    *'system/init'({ session_id: id, model, apiKeySource, mcp_servers }, state) {
      state.model = kit.readText(model)
      // "none" is a login by OAuth, of a subscription or a console account: it does not say which.
      const billing = (kit.readText(apiKeySource) ?? 'none') === 'none' ? 'unknown' : 'api'
      yield { type: 'session', sessionId: kit.readText(id), model: state.model, billing }
      yield* kit.eventOf.lostServers(mcp_servers, fields.lostServers)
    },
    'system/permission_denied': deny,
    'system/api_retry': ({ attempt, retry_delay_ms, error_status, error }) =>
      kit.eventOf.retry(attempt, retry_delay_ms, [error_status, error]),
    'system/informational': ({ content }) => kit.eventOf.warning(content),
    *'system/model_fallback'({ content, fallback_model }, state) {
      yield* kit.eventOf.warning(content)
      state.model = kit.readText(fallback_model) ?? state.model
      yield { type: 'session', sessionId: null, model: state.model }
    },
    // One block of a message a line, with the usage of all. `<synthetic>` are Claude Code's words.
    *assistant({ message, parent_tool_use_id: parent }, { tools }) {
      const { content, model } = kit.readObject(message)
      if (model === '<synthetic>') return
      for (const { type, id, name, input, text, thinking } of kit.readObjects(content)) {
        if (type === 'tool_use') yield* tools.start({ toolId: id, tool: name }, input)
        // What a subagent says is no answer; what it does is done.
        if (typeof parent === 'string') continue
        if (type === 'text') yield* kit.eventOf.message(text)
        if (type === 'thinking') yield* kit.eventOf.reasoning(thinking)
      }
    },
    *user(event, { tools }) {
      // Write says `create` or `update`; the others change what is there.
      const change = kit.textAt(event, 'tool_use_result.type') === 'create' ? 'created' : 'updated'
      for (const block of kit.readObjects(kit.readPath(event, 'message.content'))) {
        const { type, tool_use_id: toolId, is_error, content } = block
        const isInterrupted = INTERRUPTED.test(kit.textAt(block, 'text'))
        if (isInterrupted) yield* kit.eventOf.warning(INTERRUPTED_WARNING)
        const [ok, output] = [is_error !== true, kit.readContent(content)]
        if (type === 'tool_result') yield* tools.end({ toolId, ok, output, change })
      }
    },
    *stream_event({ event, parent_tool_use_id: parent }) {
      const { type, text } = kit.readObject(kit.readObject(event).delta)
      if (type === 'text_delta' && typeof parent !== 'string') yield* kit.eventOf.textDelta(text)
    },
    // The last word. When there are several, each one adds its usage and the last one rules.
    *result(event, state) {
      const failure = readFailure(event)
      const sessionId = kit.readText(event.session_id)
      // Without `init` there was no stream, but the one object of `--output-format=json`.
      if (!state.model && !failure) yield { type: 'session', sessionId, model: null }
      for (const denial of kit.readObjects(event.permission_denials)) yield* deny(denial, state)
      yield* kit.eventOf.warning(kit.readPath(fields.earlyStops, kit.textAt(event, 'stop_reason')))
      state.usage = addUsage(state.usage, event, state.model)
      yield { type: 'usage', usage: state.usage }
      const response = failure === null ? kit.readText(event.result) : null
      yield { type: 'end', response, structured: event.structured_output, failure }
    },
  },
})

function deny(event: kit.JsonObject, { tools }: State): Iterable<kit.ProviderEvent> {
  return tools.deny(event.tool_use_id, event.message, event.tool_name)
}

/** `subtype` says "success" for errors of the API as well: `is_error` alone decides. */
function readFailure(event: kit.JsonObject): kit.RunFailure | null {
  if (event.is_error === false) return null
  const said = kit.readText(event.result) || kit.readTexts(event.errors).join('\n')
  const text = said || `Claude Code ended with ${kit.readText(event.subtype) ?? 'no known result'}.`
  return kit.toFailure(claudeFailures, { ...event, text }, text)
}

/** Adds what one `result` line reports to the rows of the results before it. */
export function addUsage(rows: Rows, result: kit.JsonObject, model: string | null): Rows {
  // This run alone, subagents included, with a price. `modelUsage` and `total_cost_usd` go on
  // counting over a resumed session, and `assistant` lines repeat theirs: neither is read.
  const models = Object.entries(kit.readObject(result.model_usage_since_last_result))
  if (models.length > 0) return models.map(readPriced).reduce(kit.addModelUsage, rows)
  // This may still have tokens (after a 529 in mid-answer), without subagents or a price.
  const row = kit.readModelUsage(model, kit.readObject(result.usage), fields.usage)
  // All zero is a count only where the API refused: so it is when the budget ended a run with cost.
  const isRefused = rows.length === 0 && result.terminal_reason === 'api_error'
  const isMeasured = row.inputTokens !== null && (kit.totalTokens([row]) !== 0 || isRefused)
  return isMeasured ? kit.addModelUsage(rows, row) : rows
}

/** A model that Claude Code does not know it prices as if it were Opus, and then says so. */
function readPriced([model, value]: [string, unknown]): kit.ModelUsage {
  const { costBasis, costUSD, ...row } = kit.readObject(value)
  const isPriced = (kit.readText(costBasis) ?? 'unknown') !== 'unknown'
  return kit.readModelUsage(model, isPriced ? { ...row, costUSD } : row, fields.modelUsage)
}

/** What the exit says beyond the events: with a `result` nothing, as it is 1 for most errors. */
export function finishClaude(ended: kit.RunExit, collected: kit.Collected): kit.Finish {
  const signal = collected.warnings.includes(INTERRUPTED_WARNING) ? 'SIGINT' : ended.signal
  const exit = { ...ended, signal }
  return kit.explainEnding({ name: 'Claude Code', catalogue: claudeFailures, exit, collected })
}
