import {
  type Collected,
  crashedBefore,
  eventOf,
  type Finish,
  isEndedBySignal,
  type JsonObject,
  type Provider,
  type ProviderEvent,
  parseJsonLines,
  type RunExit,
  type RunFailure,
  type RunRequest,
  readAmount,
  readObject,
  readObjects,
  readPath,
  readText,
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
  isEmpty = false
  /** The model call that failed last; it says more than `session.error`. */
  failedCall: JsonObject = {}
}

type Reader = (data: JsonObject, state: StreamState) => Iterable<ProviderEvent>

/** Copilot CLI's own words in the model's place, and where it has none. 1.0.102, recorded 2026-11. */
const FILTERED = /^The model returned no content because the response was blocked/
const EMPTY = /^No response was returned/
const CHANGES = { create: 'created', edit: 'updated', delete: 'deleted' } as const

/** What subagents say is told by the tool that asked them; what they do counts. */
const ofMain =
  (read: Reader): Reader =>
  (data, state) =>
    readText(data.parentToolCallId) === null ? read(data, state) : []

const READERS: Readonly<Record<string, Reader>> = {
  'session.tools_updated': readModel,
  'session.info': readInfo,
  'session.warning': (data) => eventOf.warning(data.message),
  'session.mcp_servers_loaded': readServers,
  'session.error': readError,
  'session_limits_exhausted.requested': (_data, state) =>
    fail(state, {}, 'Session limit reached (maxAiCredits).'),
  'model.call_start': ofMain(readModel),
  'model.call_failure': ofMain((data, state) => {
    state.failedCall = data
    return readBilling(data)
  }),
  'model.call_final_result': readBilling,
  'assistant.turn_retry': ofMain((data, state) => [
    {
      type: 'retry',
      attempt: (readAmount(state.failedCall.retryAttempt) ?? 0) + 1,
      delayMs: null,
      reason: readText(data.reason),
    },
  ]),
  'assistant.message_delta': ofMain(({ deltaContent }) => {
    const text = readText(deltaContent)
    return text ? [{ type: 'text-delta', text }] : []
  }),
  'assistant.message': ofMain(readMessage),
  'tool.execution_start': ({ toolCallId, toolName, arguments: input }, { tools }) =>
    tools.start(
      { toolId: readText(toolCallId) ?? '', tool: readText(toolName) ?? 'unknown' },
      input,
    ),
  'tool.execution_complete': readToolEnd,
  abort: readAbort,
}

/** The lines of `copilot --output-format=json` as events; what is not known becomes `raw`. */
export const parseCopilot: Provider['parse'] = parseJsonLines({
  createState: () => new StreamState(),
  quiet,
  readers: {
    ...Object.fromEntries(
      Object.entries(READERS).map(([type, read]) => [
        type,
        (event: JsonObject, state: StreamState) => read(readObject(event.data), state),
      ]),
    ),
    result: readResult,
  },
})

function* readModel(data: JsonObject, state: StreamState): Iterable<ProviderEvent> {
  const model = readText(data.model)
  if (model === null || model === state.model) return
  state.model = model
  yield { type: 'session', sessionId: null, model }
}

/** A provider of one's own bills by its own rules; GitHub by credits. */
function readBilling({ isByok }: JsonObject): Iterable<ProviderEvent> {
  if (typeof isByok !== 'boolean') return []
  return [{ type: 'session', sessionId: null, model: null, billing: isByok ? 'api' : 'credits' }]
}

function readInfo({ message }: JsonObject, state: StreamState): Iterable<ProviderEvent> {
  const removed = /^Disabled tools: (.*)/.exec(readText(message) ?? '')?.[1]
  if (removed !== undefined) state.removed = removed.split(', ')
  return []
}

function readServers({ servers }: JsonObject): Iterable<ProviderEvent> {
  return readObjects(servers)
    .filter(({ status }) => status === 'failed' || status === 'needs-auth')
    .flatMap(({ name, status, error }) =>
      eventOf.warning(
        `The MCP server ${readText(name)} cannot be used: ${readText(error) ?? readText(status)}.`,
      ),
    )
}

function* readMessage(data: JsonObject, state: StreamState): Iterable<ProviderEvent> {
  yield* readModel(data, state)
  const reasoning = readText(data.reasoningText)
  const text = readText(data.content)
  if (reasoning) yield { type: 'reasoning', text: reasoning }
  if (!text) return
  if (FILTERED.test(text)) return yield* fail(state, {}, text)
  // An answer may come in several messages, one for each stretch of reasoning.
  const isMore = (readAmount(data.chunkIndex) ?? 0) > 0
  if (readObjects(data.toolRequests).length === 0) {
    state.answer = isMore && state.answer ? `${state.answer}\n\n${text}` : text
  }
  state.failure = null
  yield { type: 'message', text }
}

function* readToolEnd(data: JsonObject, { tools, removed }: StreamState): Iterable<ProviderEvent> {
  const toolId = readText(data.toolCallId) ?? ''
  const ok = data.success === true
  const output = readText(readPath(data, ok ? 'result.content' : 'error.message'))
  const isRemoved = !ok && removed.includes(tools.find(toolId)?.tool ?? '')
  if (isRemoved || readPath(data, 'error.code') === 'denied') yield* tools.deny(toolId, output)
  yield* tools.end({ toolId, ok, output })
  // A patch that fails halfway tells which files it had changed.
  for (const edit of readObjects(data.fileEdits)) {
    const change = CHANGES[readText(edit.kind) as keyof typeof CHANGES] ?? 'unknown'
    yield { type: 'file-change', path: readText(edit.path) ?? '', change }
  }
}

function readError(data: JsonObject, state: StreamState): Iterable<ProviderEvent> {
  const { errorType: type, errorCode, statusCode } = data
  const message = readText(data.message) ?? 'Copilot CLI does not say what went wrong.'
  state.isEmpty = EMPTY.test(message)
  const code = readText(errorCode) ?? readText(state.failedCall.errorCode)
  const status = readAmount(statusCode)
  const failed = readText(state.failedCall.failureKind)
  return fail(state, { type: readText(type), code, status, failed }, message)
}

function fail(
  state: StreamState,
  signs: Parameters<typeof toFailure<CopilotSign>>[1],
  message: string,
): Iterable<ProviderEvent> {
  state.failure = toFailure(copilotFailures, { ...signs, text: message }, message)
  return []
}

/** Someone interrupts: 1.0.102 then exits with 0, and its `result`, if there is one, has no error. */
function* readAbort({ reason }: JsonObject, state: StreamState): Iterable<ProviderEvent> {
  const abort = readText(reason) ?? 'unknown'
  fail(state, { abort }, `Copilot CLI was interrupted before its result: ${abort}.`)
  yield { type: 'end', response: null, failure: state.failure }
}

/** The last line; only it names the session. An answer without words comes with an error, and is none. */
function* readResult(event: JsonObject, state: StreamState): Iterable<ProviderEvent> {
  yield { type: 'session', sessionId: readText(event.sessionId), model: null }
  const exitCode = readAmount(event.exitCode)
  const unnamed =
    exitCode === 0
      ? null
      : toFailure(copilotFailures, {}, `Copilot CLI ended with exit code ${exitCode}.`)
  const failure = state.isEmpty ? null : (state.failure ?? unnamed)
  yield { type: 'end', response: failure === null ? state.answer || null : null, failure }
}

/** What the exit and the files say beyond the events. */
export function finishCopilot(
  exit: RunExit,
  collected: Collected,
  request: RunRequest<CopilotOptions>,
): Finish {
  const found = readFiles(collected.files, request)
  if (collected.end !== null) return found
  if (isEndedBySignal(exit)) return { ...found, failure: crashedBefore('Copilot CLI', exit) }
  // What it could not start for is its first paragraph; advice follows.
  const text = exit.stderrTail.trim()
  const [message = ''] = text.split('\n\n', 1)
  const failure =
    text && exit.exitCode !== 0 ? toFailure(copilotFailures, { text }, message) : undefined
  return failure === undefined ? found : { ...found, failure }
}
