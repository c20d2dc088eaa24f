import type { WireResponse } from '../dialect.ts'
import type { ApiErrorTurn } from '../script.ts'
import { openaiError } from './openai-error.ts'

const MESSAGE = 'An error occurred while processing your request.'

/** An error of the OpenAI API. With status 200 the answer begins, and fails inside the stream. */
export function openaiResponsesError(turn: ApiErrorTurn): WireResponse {
  if (turn.status !== 200) return openaiError(turn)
  const { type: code = 'server_error', message = MESSAGE } = turn
  const response = { id: 'resp_failed', object: 'response', output: [] }
  const events = [
    { type: 'response.created', response: { ...response, status: 'in_progress' } },
    {
      type: 'response.failed',
      response: { ...response, status: 'failed', error: { code, message } },
    },
  ]
  const { headers } = openaiError(turn)
  return {
    status: 200,
    headers: { ...headers, 'content-type': 'text/event-stream' },
    body: events
      .map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`)
      .join(''),
  }
}
