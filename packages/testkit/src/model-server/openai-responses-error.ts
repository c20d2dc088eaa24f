import type { WireResponse } from './dialect.ts'
import type { ApiErrorTurn } from './script.ts'

type Described = readonly [type: string, code: string | null, message: string]

const ERRORS: Readonly<Record<number, Described>> = {
  200: ['server_error', 'server_error', 'An error occurred while processing your request.'],
  400: ['invalid_request_error', null, 'Invalid request.'],
  401: ['invalid_request_error', 'invalid_api_key', 'Incorrect API key provided.'],
  403: [
    'invalid_request_error',
    'unsupported_country',
    'Country, region, or territory not supported',
  ],
  404: [
    'invalid_request_error',
    'model_not_found',
    'The model does not exist or you do not have access to it.',
  ],
  429: ['requests', 'rate_limit_exceeded', 'Rate limit reached for requests.'],
  500: ['server_error', null, 'The server had an error while processing your request.'],
  503: ['server_error', null, 'The engine is currently overloaded, please try again later.'],
}

/**
 * An error in the JSON of the OpenAI API. `type` of the turn is its `code` as well, by which clients tell errors apart; with
 * status 200 the answer begins and then fails inside the stream.
 */
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
  const isInStream = turn.status === 200
  return {
    status: turn.status,
    headers: {
      'content-type': isInStream ? 'text/event-stream' : 'application/json',
      'x-request-id': `req_${crypto.randomUUID().replaceAll('-', '')}`,
      ...(turn.retryAfterSeconds === undefined
        ? {}
        : { 'retry-after': String(turn.retryAfterSeconds) }),
    },
    body: isInStream ? failedStream(error) : JSON.stringify({ error }),
  }
}

function failedStream({ code, message }: { code: string | null; message: string }): string {
  const response = { id: 'resp_failed', object: 'response', output: [] }
  return [
    { type: 'response.created', response: { ...response, status: 'in_progress' } },
    {
      type: 'response.failed',
      response: { ...response, status: 'failed', error: { code, message } },
    },
  ]
    .map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`)
    .join('')
}
