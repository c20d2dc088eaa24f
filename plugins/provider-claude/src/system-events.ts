import type { ProviderEvent } from '@htmlgraph/core/provider'
import { type JsonObject, readAmount, readObjects, readText } from './read-json.ts'
import { rememberDenial, type StreamState } from './stream-state.ts'

/** Subtypes that tell nothing a user needs: progress of what other lines report. */
const QUIET: ReadonlySet<unknown> = new Set([
  'background_tasks_changed',
  'compact_boundary',
  'hook_progress',
  'hook_response',
  'hook_started',
  'status',
  'task_notification',
  'task_progress',
  'task_started',
  'task_updated',
  'thinking_tokens',
])

/** A line of type `system`; `null` when its subtype is not known. */
export function readSystem(event: JsonObject, state: StreamState): Iterable<ProviderEvent> | null {
  switch (event.subtype) {
    case 'init':
      return readInit(event, state)
    case 'permission_denied':
      return [denyCall(event, state)]
    case 'api_retry':
      return [readRetry(event)]
    case 'model_fallback':
      return readFallback(event, state)
    case 'informational':
      return warn(readText(event.content))
    default:
      return QUIET.has(event.subtype) ? [] : null
  }
}

/** The denial of one call, told once. */
export function denyCall(event: JsonObject, state: StreamState): ProviderEvent {
  rememberDenial(state, readText(event.tool_use_id) ?? '')
  const tool = readText(event.tool_name) ?? 'unknown'
  return { type: 'denied', tool, reason: readText(event.message) }
}

function* readInit(event: JsonObject, state: StreamState): Iterable<ProviderEvent> {
  state.hasSession = true
  state.model = readText(event.model)
  // "none" is a login by OAuth, of a subscription or of a console account: it does not say which.
  const billing = (readText(event.apiKeySource) ?? 'none') === 'none' ? 'unknown' : 'api'
  yield { type: 'session', sessionId: readText(event.session_id), model: state.model, billing }
  for (const server of readObjects(event.mcp_servers)) {
    if (server.status === 'connected' || server.status === 'pending') continue
    const message = `The MCP server ${readText(server.name)} cannot be used: ${readText(server.status)}.`
    yield { type: 'warning', message }
  }
}

function* readFallback(event: JsonObject, state: StreamState): Iterable<ProviderEvent> {
  yield* warn(readText(event.content))
  state.model = readText(event.fallback_model) ?? state.model
  yield { type: 'session', sessionId: null, model: state.model }
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
