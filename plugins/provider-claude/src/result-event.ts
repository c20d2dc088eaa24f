import type { ProviderEvent, RunFailure } from '@htmlgraph/core/provider'
import { failureKind } from './failures.ts'
import { type JsonObject, readAmount, readObjects, readText } from './read-json.ts'
import type { StreamState } from './stream-state.ts'
import { denyCall } from './system-events.ts'
import { addUsage } from './usage.ts'

/** Why a model stopped before it was done. */
const EARLY_STOPS: Readonly<Record<string, string>> = {
  refusal: 'The model refused to go on.',
  max_tokens: 'The answer was cut: it reached the most tokens of one answer.',
  model_context_window_exceeded: "The answer was cut: the model's context is full.",
}

/** Claude Code's last word. When there are several, each one adds its usage and the last one rules. */
export function* readResult(event: JsonObject, state: StreamState): Iterable<ProviderEvent> {
  const failure = readFailure(event)
  if (!state.hasSession && failure === null) {
    yield { type: 'session', sessionId: readText(event.session_id), model: null }
  }
  for (const denial of readObjects(event.permission_denials)) {
    if (!state.deniedCalls.has(readText(denial.tool_use_id) ?? '')) yield denyCall(denial, state)
  }
  const stop = readText(event.stop_reason) ?? ''
  if (Object.hasOwn(EARLY_STOPS, stop)) yield { type: 'warning', message: EARLY_STOPS[stop] ?? '' }
  state.usage = addUsage(state.usage, event, state.model)
  yield { type: 'usage', usage: state.usage }
  yield {
    type: 'end',
    // With an error, `result` has the error's words.
    response: failure === null ? readText(event.result) : null,
    structured: event.structured_output,
    failure,
  }
}

/** `subtype` says "success" for errors of the API as well: `is_error` alone decides. */
function readFailure(event: JsonObject): RunFailure | null {
  if (event.is_error === false) return null
  const message = describeFailure(event)
  const kind = failureKind({
    startup: readText(event.startup_failure_reason),
    reason: readText(event.terminal_reason),
    subtype: readText(event.subtype),
    status: readAmount(event.api_error_status),
    apiError: readText(event.api_error),
    text: message,
  })
  return { kind: kind ?? 'agent-error', message }
}

function describeFailure(event: JsonObject): string {
  const errors = Array.isArray(event.errors)
    ? event.errors.filter((text) => typeof text === 'string')
    : []
  const message = readText(event.result) || errors.join('\n')
  return message || `Claude Code ended with ${readText(event.subtype) ?? 'an unknown result'}.`
}
