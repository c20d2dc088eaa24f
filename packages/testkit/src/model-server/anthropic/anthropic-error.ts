import type { WireResponse } from '../dialect.ts'
import type { ApiErrorTurn } from '../script.ts'

const ERRORS: Readonly<Record<number, readonly [type: string, message: string]>> = {
  400: ['invalid_request_error', 'messages: at least one message is required'],
  401: ['authentication_error', 'invalid x-api-key'],
  403: ['permission_error', 'Your API key does not have permission to use the specified resource.'],
  404: ['not_found_error', 'The requested resource was not found.'],
  413: ['request_too_large', 'Request exceeds the maximum allowed number of bytes.'],
  429: ['rate_limit_error', 'This request would exceed your rate limit.'],
  500: ['api_error', 'Internal server error'],
  529: ['overloaded_error', 'Overloaded'],
}

/** An error in the JSON of the Anthropic API. */
export function anthropicError(turn: ApiErrorTurn): WireResponse {
  const [type, message] = ERRORS[turn.status] ?? ['api_error', `Status ${turn.status}`]
  const requestId = `req_${crypto.randomUUID().replaceAll('-', '').slice(0, 24)}`
  const body = {
    type: 'error',
    error: { type: turn.type ?? type, message: turn.message ?? message },
    request_id: requestId,
  }
  return {
    status: turn.status,
    headers: {
      'content-type': 'application/json',
      'request-id': requestId,
      ...(turn.retryAfterSeconds === undefined
        ? {}
        : { 'retry-after': String(turn.retryAfterSeconds) }),
    },
    body: JSON.stringify(body),
  }
}
