import {
  type Collected,
  crashedBefore,
  describeExit,
  type Finish,
  findFailure,
  isEndedBySignal,
  type JsonObject,
  lastLines,
  type ModelUsage,
  type Provider,
  type ProviderEvent,
  parseJsonLines,
  printedText,
  type RunExit,
  type RunFailure,
  readAmount,
  readObject,
  readObjects,
  readText,
  readTexts,
  ToolLog,
  toFailure,
} from '@htmlgraph/core/provider'
import { claudeFailures } from './failures.ts'
import { addUsage } from './usage.ts'

/**
 * One line of `claude -p --output-format=stream-json`: `system` (with a `subtype`), `assistant`, `user`,
 * `stream_event`, `result`, and what later versions add. Fields beside these are as Claude Code prints them.
 */
export interface ClaudeEvent {
  readonly type: string
  readonly subtype?: string
  readonly session_id?: string
  /** Of `assistant` and `user`: blocks are `text`, `thinking`, `tool_use`, `tool_result` and more. */
  readonly message?: { readonly content: string | readonly { readonly type: string }[] }
  /** Of `result`: the answer, or the words of an error. */
  readonly result?: string
  readonly is_error?: boolean
  readonly [field: string]: unknown
}

/** What the lines so far said that later ones need. */
class StreamState {
  readonly tools: ToolLog = new ToolLog()
  hasSession = false
  model: string | null = null
  usage: readonly ModelUsage[] = []
}

/** The fields by which tools name the file that they change, and Claude Code's words in the model's place. */
const FILE_FIELDS = new Map([
  ...['Write', 'Edit', 'MultiEdit'].map((tool) => [tool, 'file_path'] as const),
  ['NotebookEdit', 'notebook_path'],
])
const SYNTHETIC_MODEL = '<synthetic>'

/** A tool that `--tools` or `--disallowedTools` took away; no other line reports it as denied. */
const TAKEN_AWAY = /No such tool available: .* is disabled for this session/s

/** Said when SIGINT came: it is all that tells, since the exit code is 0 and there may be no result. */
const INTERRUPTED = /^\[Request interrupted by user/

/** The warning for a run that somebody else interrupted. */
export const INTERRUPTED_WARNING = 'Claude Code was interrupted by a signal.'

/** Subtypes of `system` that tell nothing a user needs: progress of what other lines report. */
const QUIET: ReadonlySet<unknown> = new Set([
  ...['background_tasks_changed', 'compact_boundary', 'status', 'thinking_tokens'],
  ...['hook_progress', 'hook_response', 'hook_started'],
  ...['task_notification', 'task_progress', 'task_started', 'task_updated'],
])

/** Why a model stopped before it was done. */
const EARLY_STOPS = new Map([
  ['refusal', 'The model refused to go on.'],
  ['max_tokens', 'The answer was cut: it reached the most tokens of one answer.'],
  ['model_context_window_exceeded', "The answer was cut: the model's context is full."],
])

/** The lines of `claude -p --output-format=stream-json` as events; what is not known becomes `raw`. */
export const parseClaude: Provider['parse'] = parseJsonLines({
  createState: () => new StreamState(),
  readers: {
    system: readSystem,
    assistant: readAssistant,
    user: readUser,
    stream_event: readDelta,
    result: readResult,
  },
})

/** One line has one block, and blocks of one message share its id; usage and text are never to be added up. */
function* readAssistant(event: JsonObject, state: StreamState): Iterable<ProviderEvent> {
  const message = readObject(event.message)
  if (message.model === SYNTHETIC_MODEL) return
  for (const block of readObjects(message.content)) {
    const text = readText(block.text)
    const thinking = readText(block.thinking)
    if (block.type === 'tool_use') {
      const tool = readText(block.name) ?? 'unknown'
      const path = readText(readObject(block.input)[FILE_FIELDS.get(tool) ?? ''])
      yield* state.tools.start({ toolId: readText(block.id) ?? '', tool, path }, block.input)
    } else if (isOfSubagent(event)) continue
    else if (block.type === 'text' && text) yield { type: 'message', text }
    else if (block.type === 'thinking' && thinking) yield { type: 'reasoning', text: thinking }
  }
}

/** Results of tools. What a subagent did to files was done, too. */
function* readUser(event: JsonObject, { tools }: StreamState): Iterable<ProviderEvent> {
  for (const block of readObjects(readObject(event.message).content)) {
    if (INTERRUPTED.test(readText(block.text) ?? '')) yield* warn(INTERRUPTED_WARNING)
    if (block.type !== 'tool_result') continue
    const toolId = readText(block.tool_use_id) ?? ''
    const ok = block.is_error !== true
    const output = readOutput(block.content)
    if (!ok && TAKEN_AWAY.test(output ?? '')) yield* tools.deny(toolId, output)
    // Write says `create` or `update`; the others change what is there.
    const isNew = readObject(event.tool_use_result).type === 'create'
    yield* tools.end({ toolId, ok, output, change: isNew ? 'created' : 'updated' })
  }
}

/** Only with `--include-partial-messages`. */
function* readDelta(event: JsonObject): Iterable<ProviderEvent> {
  const delta = readObject(readObject(event.event).delta)
  const text = readText(delta.text)
  if (delta.type === 'text_delta' && text && !isOfSubagent(event)) {
    yield { type: 'text-delta', text }
  }
}

function isOfSubagent(event: JsonObject): boolean {
  return readText(event.parent_tool_use_id) !== null
}

/** A text, or the text blocks of a list. */
function readOutput(content: unknown): string | null {
  if (typeof content === 'string') return content
  const texts = readObjects(content).flatMap((block) => readText(block.text) ?? [])
  return texts.length === 0 ? null : texts.join('\n')
}

function readSystem(event: JsonObject, state: StreamState): Iterable<ProviderEvent> | null {
  switch (event.subtype) {
    case 'init':
      return readInit(event, state)
    case 'permission_denied':
      return deny(event, state)
    case 'api_retry':
      return [readRetry(event)]
    case 'model_fallback':
      state.model = readText(event.fallback_model) ?? state.model
      return [
        ...warn(readText(event.content)),
        { type: 'session', sessionId: null, model: state.model },
      ]
    case 'informational':
      return warn(readText(event.content))
    default:
      return QUIET.has(event.subtype) ? [] : null
  }
}

function* readInit(event: JsonObject, state: StreamState): Iterable<ProviderEvent> {
  state.hasSession = true
  state.model = readText(event.model)
  // "none" is a login by OAuth, of a subscription or of a console account: it does not say which.
  const billing = (readText(event.apiKeySource) ?? 'none') === 'none' ? 'unknown' : 'api'
  yield { type: 'session', sessionId: readText(event.session_id), model: state.model, billing }
  for (const { name, status } of readObjects(event.mcp_servers)) {
    if (status === 'connected' || status === 'pending') continue
    yield* warn(`The MCP server ${readText(name)} cannot be used: ${readText(status)}.`)
  }
}

function readRetry(event: JsonObject): ProviderEvent {
  const reason = [readAmount(event.error_status), readText(event.error)]
  return {
    type: 'retry',
    attempt: readAmount(event.attempt),
    delayMs: readAmount(event.retry_delay_ms),
    reason: reason.filter((part) => part !== null).join(' ') || null,
  }
}

function warn(message: string | null): ProviderEvent[] {
  return message ? [{ type: 'warning', message }] : []
}

function deny(event: JsonObject, { tools }: StreamState): Iterable<ProviderEvent> {
  const toolId = readText(event.tool_use_id) ?? ''
  return tools.deny(toolId, readText(event.message), readText(event.tool_name))
}

/** Claude Code's last word. When there are several, each one adds its usage and the last one rules. */
function* readResult(event: JsonObject, state: StreamState): Iterable<ProviderEvent> {
  const failure = readFailure(event)
  if (!state.hasSession && failure === null) {
    yield { type: 'session', sessionId: readText(event.session_id), model: null }
  }
  for (const denial of readObjects(event.permission_denials)) yield* deny(denial, state)
  yield* warn(EARLY_STOPS.get(readText(event.stop_reason) ?? '') ?? null)
  state.usage = addUsage(state.usage, event, state.model)
  yield { type: 'usage', usage: state.usage }
  // With an error, `result` has the error's words.
  const response = failure === null ? readText(event.result) : null
  yield { type: 'end', response, structured: event.structured_output, failure }
}

/** `subtype` says "success" for errors of the API as well: `is_error` alone decides. */
function readFailure(event: JsonObject): RunFailure | null {
  if (event.is_error === false) return null
  const said = readText(event.result) || readTexts(event.errors).join('\n')
  const message =
    said || `Claude Code ended with ${readText(event.subtype) ?? 'an unknown result'}.`
  const signs = {
    startup: readText(event.startup_failure_reason),
    reason: readText(event.terminal_reason),
    subtype: readText(event.subtype),
    status: readAmount(event.api_error_status),
    apiError: readText(event.api_error),
    text: message,
  }
  return toFailure(claudeFailures, signs, message)
}

/** What the exit says beyond the events. With a `result` line the exit code says nothing: it is 1 for most errors. */
export function finishClaude(exit: RunExit, collected: Collected): Finish {
  if (collected.end !== null) {
    const isOdd = collected.end.failure === null && exit.exitCode !== 0
    const odd = `Claude Code ended with ${describeExit(exit)} after its result.`
    return isOdd ? { warnings: [odd] } : {}
  }
  const isInterrupted = collected.warnings.includes(INTERRUPTED_WARNING)
  if (isEndedBySignal(exit) || isInterrupted) return { failure: crashedBefore('Claude Code', exit) }
  const text = printedText(exit, collected)
  const failure = findFailure(claudeFailures, { text }, lastLines(text))
  return failure === null ? {} : { failure }
}
