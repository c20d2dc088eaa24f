import type { WireAnswer } from '../dialect.ts'
import type { AnswerTurn, ScriptedUsage } from '../script.ts'
import { answerItems, openaiId } from './openai-responses-items.ts'
import { itemEvents, type OpenaiEvent } from './openai-responses-stream.ts'

interface ResponsesBody {
  readonly model?: string
  readonly stream?: boolean
}

/** An answer as one response, or as the events of a stream where the request asks for one. */
export function openaiAnswer(body: unknown, turn: AnswerTurn): WireAnswer {
  const output = answerItems(body, turn)
  const response = emptyResponse(body)
  const isCut = turn.stopReason !== undefined
  const done = {
    ...response,
    status: isCut ? 'incomplete' : 'completed',
    incomplete_details: isCut ? { reason: turn.stopReason } : null,
    output,
    usage: usageOf(turn.usage ?? {}),
  }
  if ((body as ResponsesBody | null)?.stream !== true) {
    return { contentType: 'application/json', chunks: [JSON.stringify(done)] }
  }
  return streamed([
    ...opening(response),
    ...output.flatMap(itemEvents),
    { type: `response.${done.status}`, response: done },
  ])
}

/** A stream that stops in the middle of its text. */
export function openaiBeginning(body: unknown, text: string): WireAnswer {
  const [item] = answerItems(body, { kind: 'answer', text })
  const events = item === undefined ? [] : itemEvents(item, 0)
  const closing = events.findIndex(({ type }) => type.endsWith('.done'))
  return streamed([...opening(emptyResponse(body)), ...events.slice(0, closing)])
}

function streamed(events: readonly OpenaiEvent[]): WireAnswer {
  const chunks = events.map((event, index) => {
    const data = JSON.stringify({ ...event, sequence_number: index })
    return `event: ${event.type}\ndata: ${data}\n\n`
  })
  return { contentType: 'text/event-stream', chunks }
}

function emptyResponse(body: unknown): object {
  return {
    id: openaiId('resp'),
    object: 'response',
    created_at: Math.floor(Date.now() / 1000),
    model: (body as ResponsesBody | null)?.model ?? 'unknown',
    status: 'in_progress',
    error: null,
    output: [],
  }
}

function opening(response: object): OpenaiEvent[] {
  return ['response.created', 'response.in_progress'].map((type) => ({ type, response }))
}

/** The API counts everything that went in as input, and says which part of it the cache took or gave. */
function usageOf(usage: ScriptedUsage): object {
  const { cachedInputTokens: cached = 0, cacheWriteTokens: written = 0 } = usage
  const input = (usage.inputTokens ?? 100) + cached + written
  const output = usage.outputTokens ?? 20
  return {
    input_tokens: input,
    input_tokens_details: { cached_tokens: cached, cache_write_tokens: written },
    output_tokens: output,
    output_tokens_details: { reasoning_tokens: usage.reasoningTokens ?? 0 },
    total_tokens: input + output,
  }
}
