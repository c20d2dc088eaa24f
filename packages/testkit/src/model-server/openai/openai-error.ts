import type { WireResponse } from '../dialect.ts'
import type { ApiErrorTurn } from '../script.ts'

type ErrorForm = readonly [type: string, code: string | null, message: string]

const ERRORS: Readonly<Record<number, ErrorForm>> = {
  400: ['invalid_request_error', null, 'Invalid request.'],
  401: ['invalid_request_error', 'invalid_api_key', 'Incorrect API key provided.'],
  403: ['invalid_request_error', null, 'You are not allowed to use this resource.'],
  404: ['invalid_request_error', 'model_not_found', 'The model does not exist.'],
  413: ['invalid_request_error', null, 'The request is too large.'],
  429: ['requests', 'rate_limit_exceeded', 'Rate limit reached for requests'],
  500: ['server_error', null, 'The server had an error while processing your request.'],
  503: ['server_error', null, 'The engine is currently overloaded, please try again later'],
}

/** An error in the JSON of the OpenAI API. A `type` of the turn's own is its code as well. */
export function openaiError(turn: ApiErrorTurn): WireResponse {
  const [type, code, message] = ERRORS[turn.status] ?? [
    'server_error',
    null,
    `Status ${turn.status}`,
  ]
  const error = {
    message: turn.message ?? message,
    type: turn.type ?? type,
    param: null,
    code: turn.type ?? code,
  }
  return {
    status: turn.status,
    headers: {
      'content-type': 'application/json',
      'x-request-id': `req_${crypto.randomUUID().replaceAll('-', '')}`,
      ...(turn.retryAfterSeconds === undefined
        ? {}
        : { 'retry-after': String(turn.retryAfterSeconds) }),
    },
    body: JSON.stringify({ error }),
  }
}
