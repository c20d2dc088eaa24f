import type { WireAnswer } from './dialect.ts'
import { answerItems, type OpenaiItem, openaiId } from './openai-responses-items.ts'
import type { AnswerTurn, ScriptedUsage } from './script.ts'

interface ResponsesBody {
  readonly model?: string
  readonly stream?: boolean
}

/** An event of the stream, before it is numbered and written out. */
type OpenaiEvent = { readonly type: string } & Readonly<Record<string, unknown>>

const DELTA_CHARACTERS = 16_384

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

/** The events that bring one item. */
function itemEvents(item: OpenaiItem, index: number): OpenaiEvent[] {
  const at = { output_index: index, item_id: item.id }
  const event = (type: string, more: object): OpenaiEvent => ({ type, ...at, ...more })
  const deltas = (type: string, text: unknown, more: object): OpenaiEvent[] =>
    pieces(String(text)).map((delta) => event(`${type}.delta`, { ...more, delta }))
  const frame = (inner: OpenaiEvent[]): OpenaiEvent[] => [
    event('response.output_item.added', { item: begun(item) }),
    ...inner,
    event('response.output_item.done', { item }),
  ]
  if (item.type === 'message') {
    const part = (item.content as readonly [{ readonly text: string }])[0]
    const place = { content_index: 0 }
    return frame([
      event('response.content_part.added', { ...place, part: { ...part, text: '' } }),
      ...deltas('response.output_text', part.text, { ...place, logprobs: [] }),
      event('response.output_text.done', { ...place, text: part.text, logprobs: [] }),
      event('response.content_part.done', { ...place, part }),
    ])
  }
  if (item.type === 'reasoning') {
    const part = (item.summary as readonly [{ readonly text: string }])[0]
    const place = { summary_index: 0 }
    return frame([
      event('response.reasoning_summary_part.added', { ...place, part: { ...part, text: '' } }),
      ...deltas('response.reasoning_summary_text', part.text, place),
      event('response.reasoning_summary_text.done', { ...place, text: part.text }),
      event('response.reasoning_summary_part.done', { ...place, part }),
    ])
  }
  const isFunction = item.type === 'function_call'
  const [name, field] = isFunction
    ? ['response.function_call_arguments', 'arguments']
    : ['response.custom_tool_call_input', 'input']
  const text = item[field ?? '']
  return frame([...deltas(name ?? '', text, {}), event(`${name}.done`, { [field ?? '']: text })])
}

/** How an item looks before anything of it has come. */
function begun(item: OpenaiItem): object {
  if (item.type === 'message') return { ...item, status: 'in_progress', content: [] }
  if (item.type === 'reasoning') return { ...item, summary: [] }
  const empty = item.type === 'function_call' ? { arguments: '' } : { input: '' }
  return { ...item, status: 'in_progress', ...empty }
}

function pieces(text: string): string[] {
  const count = Math.ceil(text.length / DELTA_CHARACTERS)
  return Array.from({ length: count }, (_, at) =>
    text.slice(at * DELTA_CHARACTERS, (at + 1) * DELTA_CHARACTERS),
  )
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
