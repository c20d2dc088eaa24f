import * as kit from '@htmlgraph/core/provider'
import { claudeFailures } from './failures.ts'
import stream from './stream.json' with { type: 'json' }
import { addUsage } from './usage.ts'

/**
 * One line of `claude -p --output-format=stream-json`: `system` (with a `subtype`), `assistant`,
 * `user`, `stream_event`, `result`, and what later versions add. Fields beside these are as Claude
 * Code prints them.
 */
export interface ClaudeEvent {
  readonly type: string
  readonly subtype?: string
  readonly session_id?: string
  /** Of `assistant` and `user`: blocks of `text`, `thinking`, `tool_use`, `tool_result`, more. */
  readonly message?: { readonly content: string | readonly { readonly type: string }[] }
  /** Of `result`: the answer, or the words of an error. */
  readonly result?: string
  readonly is_error?: boolean
  readonly [field: string]: unknown
}

/** What the lines so far said that later ones need. */
class StreamState {
  readonly tools = new kit.ToolLog({
    fileFields: stream.fileFields,
    // What `--tools` or `--disallowedTools` took away; no other line reports it as denied.
    denied: /No such tool available: .* is disabled for this session/s,
  })
  model: string | null = null
  usage: readonly kit.ModelUsage[] = []
}

/** The warning for a run that somebody else interrupted. */
export const INTERRUPTED_WARNING = 'Claude Code was interrupted by a signal.'

/** The lines of Claude Code as events; what is not known becomes `raw`. */
export const parseClaude = kit.parseJsonLines<StreamState>({
  createState: () => new StreamState(),
  subtypeField: 'subtype',
  // Progress of what other lines report.
  quiet: stream.quiet,
  readers: {
    *'system/init'(event, state) {
      state.model = kit.readText(event.model)
      // "none" is a login by OAuth, of a subscription or a console account: it does not say which.
      const billing = (kit.readText(event.apiKeySource) ?? 'none') === 'none' ? 'unknown' : 'api'
      const sessionId = kit.readText(event.session_id)
      yield { type: 'session', sessionId, model: state.model, billing }
      for (const { name, status } of kit.readObjects(event.mcp_servers)) {
        if (status === 'connected' || status === 'pending') continue
        const said = `The MCP server ${kit.readText(name)} cannot be used: ${kit.readText(status)}.`
        yield* kit.eventOf.warning(said)
      }
    },
    'system/permission_denied': readDenial,
    'system/api_retry': ({ attempt, retry_delay_ms, error_status, error }) =>
      kit.eventOf.retry(attempt, retry_delay_ms, [error_status, error]),
    'system/informational': ({ content }) => kit.eventOf.warning(content),
    *'system/model_fallback'({ content, fallback_model }, state) {
      yield* kit.eventOf.warning(content)
      state.model = kit.readText(fallback_model) ?? state.model
      yield { type: 'session', sessionId: null, model: state.model }
    },
    // One block a line; blocks of a message share its id. Usage and text are never to be added up.
    *assistant({ message, parent_tool_use_id: parent }, { tools }) {
      const { content, model } = kit.readObject(message)
      // Claude Code's own words in the model's place.
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
      const isNew = kit.readPath(event, 'tool_use_result.type') === 'create'
      for (const block of kit.readObjects(kit.readPath(event, 'message.content'))) {
        // All that tells of SIGINT: the exit code is 0, and there may be no result.
        const isInterrupted = kit.readText(block.text)?.startsWith('[Request interrupted by user')
        if (isInterrupted) yield* kit.eventOf.warning(INTERRUPTED_WARNING)
        if (block.type !== 'tool_result') continue
        const [ok, output] = [block.is_error !== true, kit.readContent(block.content)]
        const change = isNew ? 'created' : 'updated'
        yield* tools.end({ toolId: block.tool_use_id, ok, output, change })
      }
    },
    // Only with `--include-partial-messages`.
    *stream_event({ event, parent_tool_use_id: parent }) {
      const { type, text } = kit.readObject(kit.readObject(event).delta)
      if (type === 'text_delta' && typeof parent !== 'string') yield* kit.eventOf.textDelta(text)
    },
    // The last word. When there are several, each one adds its usage and the last one rules.
    *result(event, state) {
      const failure = readFailure(event)
      // Without `init` there was no stream, but the one object of `--output-format=json`.
      if (state.model === null && failure === null) {
        yield { type: 'session', sessionId: kit.readText(event.session_id), model: null }
      }
      const denials = kit.readObjects(event.permission_denials)
      for (const denial of denials) yield* readDenial(denial, state)
      const stop = kit.readText(event.stop_reason) ?? ''
      yield* kit.eventOf.warning(kit.readPath(stream.earlyStops, stop))
      state.usage = addUsage(state.usage, event, state.model)
      yield { type: 'usage', usage: state.usage }
      // With an error, `result` has the error's words.
      const response = failure === null ? kit.readText(event.result) : null
      yield { type: 'end', response, structured: event.structured_output, failure }
    },
  },
})

function readDenial(event: kit.JsonObject, { tools }: StreamState): Iterable<kit.ProviderEvent> {
  return tools.deny(event.tool_use_id, event.message, event.tool_name)
}

/** `subtype` says "success" for errors of the API as well: `is_error` alone decides. */
function readFailure(event: kit.JsonObject): kit.RunFailure | null {
  if (event.is_error === false) return null
  const said = kit.readText(event.result) || kit.readTexts(event.errors).join('\n')
  const unsaid = `Claude Code ended with ${kit.readText(event.subtype) ?? 'an unknown result'}.`
  return kit.toFailure(claudeFailures, { ...event, text: said || unsaid }, said || unsaid)
}

/** What the exit says beyond the events: with a `result` nothing, as it is 1 for most errors. */
export function finishClaude(ended: kit.RunExit, collected: kit.Collected): kit.Finish {
  const isInterrupted = collected.warnings.includes(INTERRUPTED_WARNING)
  const exit = isInterrupted ? { ...ended, signal: 'SIGINT' } : ended
  return kit.explainEnding({ name: 'Claude Code', catalogue: claudeFailures, exit, collected })
}
