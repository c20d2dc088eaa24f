import {
  type Collected,
  eventOf,
  explainEnding,
  type Finish,
  firstParagraph,
  type JsonObject,
  type Provider,
  type ProviderEvent,
  parseJsonLines,
  type RunExit,
  type RunFailure,
  type RunRequest,
  readAmount,
  readObjects,
  readPath,
  readText,
  type Signs,
  ToolLog,
  toFailure,
} from '@htmlgraph/core/provider'
import { type CopilotSign, copilotFailures } from './failures.ts'
import type { CopilotOptions } from './options.ts'
import quiet from './quiet.json' with { type: 'json' }
import { readFiles } from './usage.ts'

/** One line of `copilot --output-format=json`. Its schema has 166 types; fields are as Copilot CLI prints them. */
export interface CopilotEvent {
  readonly type: string
  /** Of all but `result`, the last line. */
  readonly data?: Readonly<Record<string, unknown>>
  readonly [field: string]: unknown
}

/** What the lines so far said that later ones need. */
class StreamState {
  readonly tools: ToolLog = new ToolLog()
  /** Tools that the flags took away. */
  removed: readonly string[] = []
  model: string | null = null
  /** The text of the last message that asks for no tool. */
  answer = ''
  failure: RunFailure | null = null
  /** The model call that failed last; it says more than `session.error`. */
  failedCall: JsonObject = {}
  readonly isStreamed: boolean

  constructor({ stream }: RunRequest) {
    this.isStreamed = stream
  }

  fail(signs: Signs<CopilotSign>, message: string): readonly ProviderEvent[] {
    this.failure = toFailure(copilotFailures, { ...signs, text: message }, message)
    return []
  }
}

/** Copilot CLI's own words in the model's place, and where it has none. 1.0.102, recorded 2026-11. */
const FILTERED = /^The model returned no content because the response was blocked/
const EMPTY = /^No response was returned/
const CHANGES = { create: 'created', edit: 'updated', delete: 'deleted' } as const

/** The lines of `copilot --output-format=json` as events; what is not known becomes `raw`. */
export const parseCopilot: Provider['parse'] = parseJsonLines<StreamState>({
  createState: (request) => new StreamState(request),
  dataField: 'data',
  quiet,
  readers: {
    'session.info': readInfo,
    'session.warning': ({ message }) => eventOf.warning(message),
    'session.error': readError,
    'session.tools_updated': readModel,
    'session.mcp_servers_loaded': ({ servers }) => readObjects(servers).flatMap(readServer),
    'session_limits_exhausted.requested': (_data, state) =>
      state.fail({}, 'Session limit reached.'),
    'model.call_start': readModel,
    'model.call_failure': readModel,
    'model.call_final_result': readModel,
    'assistant.turn_retry': readRetry,
    'assistant.message_delta': readDelta,
    'assistant.message': readMessage,
    'tool.execution_start': (data, { tools }) => tools.start(toTool(data), data.arguments),
    'tool.execution_complete': readToolEnd,
    abort: readAbort,
    result: readResult,
  },
})

/** What subagents say is told by the tool that asked them; what they do counts. */
const isOfSubagent = ({ parentToolCallId }: JsonObject): boolean =>
  readText(parentToolCallId) !== null

/** Who bills: GitHub by credits, a provider of one's own by its own rules. */
const BILLING = new Map([[true, 'api'] as const, [false, 'credits'] as const])

function* readModel(data: JsonObject, state: StreamState): Iterable<ProviderEvent> {
  if (isOfSubagent(data)) return
  if (data.failureKind !== undefined) state.failedCall = data
  const billing = BILLING.get(data.isByok === true)
  const model = readText(data.model)
  if (data.isByok !== undefined) yield { type: 'session', sessionId: null, model, billing }
  else if (model !== state.model) yield { type: 'session', sessionId: null, model }
  state.model = model
}

function readInfo({ message }: JsonObject, state: StreamState): readonly ProviderEvent[] {
  const removed = /^Disabled tools: (.*)/.exec(readText(message) ?? '')?.[1]
  state.removed = removed?.split(', ') ?? state.removed
  return []
}

function readServer({ name, status, error }: JsonObject): readonly ProviderEvent[] {
  if (status !== 'failed' && status !== 'needs-auth') return []
  return eventOf.warning(
    `The MCP server ${readText(name)} cannot be used: ${readText(error) ?? status}.`,
  )
}

function* readRetry({ reason }: JsonObject, { failedCall }: StreamState): Iterable<ProviderEvent> {
  const attempt = (readAmount(failedCall.retryAttempt) ?? 0) + 1
  yield { type: 'retry', attempt, delayMs: null, reason: readText(reason) }
}

function* readDelta(data: JsonObject, { isStreamed }: StreamState): Iterable<ProviderEvent> {
  const text = readText(data.deltaContent)
  if (isStreamed && text && !isOfSubagent(data)) yield { type: 'text-delta', text }
}

function* readMessage(data: JsonObject, state: StreamState): Iterable<ProviderEvent> {
  if (isOfSubagent(data)) return
  yield* readModel(data, state)
  const reasoning = readText(data.reasoningText)
  const text = readText(data.content)
  if (reasoning) yield { type: 'reasoning', text: reasoning }
  if (!text) return
  if (FILTERED.test(text)) return yield* state.fail({}, text)
  state.failure = null
  yield { type: 'message', text }
  if (readObjects(data.toolRequests).length > 0) return
  // One answer may come in several messages.
  const isMore = (readAmount(data.chunkIndex) ?? 0) > 0 && state.answer !== ''
  state.answer = isMore ? `${state.answer}\n\n${text}` : text
}

const toTool = (data: JsonObject): { toolId: string; tool: string } => ({
  toolId: readText(data.toolCallId) ?? '',
  tool: readText(data.toolName) ?? 'unknown',
})

function* readToolEnd(data: JsonObject, { tools, removed }: StreamState): Iterable<ProviderEvent> {
  const { toolId } = toTool(data)
  const ok = data.success === true
  const output = readText(readPath(data, ok ? 'result.content' : 'error.message'))
  const isRemoved = !ok && removed.includes(tools.find(toolId)?.tool ?? '')
  if (isRemoved || readPath(data, 'error.code') === 'denied') yield* tools.deny(toolId, output)
  yield* tools.end({ toolId, ok, output })
  // A patch that fails halfway tells which files it had changed.
  for (const { kind, path } of readObjects(data.fileEdits)) {
    const change = CHANGES[readText(kind) as keyof typeof CHANGES] ?? 'unknown'
    yield { type: 'file-change', path: readText(path) ?? '', change }
  }
}

function readError(data: JsonObject, state: StreamState): readonly ProviderEvent[] {
  const { errorCode, failureKind } = state.failedCall
  const code = readText(data.errorCode) ?? readText(errorCode)
  const signs = { type: readText(data.errorType), code, failed: readText(failureKind) }
  const message = readText(data.message) ?? 'Copilot CLI does not say what went wrong.'
  return state.fail({ ...signs, status: readAmount(data.statusCode) }, message)
}

/** Someone interrupts: 1.0.102 then exits with 0, and its `result`, if there is one, tells of no error. */
function* readAbort({ reason }: JsonObject, state: StreamState): Iterable<ProviderEvent> {
  const abort = readText(reason) ?? 'unknown'
  state.fail({ abort }, `Copilot CLI was interrupted before its result: ${abort}.`)
  yield { type: 'end', response: null, failure: state.failure }
}

/** The last line; only it names the session. An answer without words has an error, and is none. */
function* readResult(event: JsonObject, state: StreamState): Iterable<ProviderEvent> {
  yield { type: 'session', sessionId: readText(event.sessionId), model: null }
  if (event.exitCode !== 0 && state.failure === null) {
    state.fail({}, `Copilot CLI ended with exit code ${event.exitCode}.`)
  }
  const failure = EMPTY.test(state.failure?.message ?? '') ? null : state.failure
  yield { type: 'end', response: failure === null ? state.answer || null : null, failure }
}

/** What the exit and the files say beyond the events. */
export function finishCopilot(
  exit: RunExit,
  collected: Collected,
  request: RunRequest<CopilotOptions>,
): Finish {
  const known = { name: 'Copilot CLI', catalogue: copilotFailures, excerpt: firstParagraph }
  const { warnings = [], ...ending } = explainEnding({ ...known, exit, collected })
  const found = readFiles(collected.files, request)
  return { ...found, ...ending, warnings: [...warnings, ...(found.warnings ?? [])] }
}
