import { cutText } from '../cut-text.ts'
import type { WireAnswer } from '../dialect.ts'
import type { AnswerTurn, ScriptedUsage } from '../script.ts'

interface ChatBody {
  readonly model?: string
  readonly stream?: boolean
  readonly stream_options?: { readonly include_usage?: boolean }
}

/** A part of a message, in the form that a stream and a whole answer share. */
type ChatDelta = Readonly<Record<string, unknown>>

/** An answer as one completion, or as the chunks of a stream where the request asks for one. */
export function openaiChatAnswer(body: unknown, turn: AnswerTurn): WireAnswer {
  const request = (body ?? {}) as ChatBody
  const finish = turn.stopReason ?? ((turn.toolCalls ?? []).length > 0 ? 'tool_calls' : 'stop')
  const usage = countUsage(turn.usage ?? {})
  if (request.stream !== true) return wholeAnswer(request, turn, { finish, usage })
  const frame = createFrame(request, 'chat.completion.chunk')
  const chunks = [...deltas(turn), {}].map((delta, index, { length }) =>
    event(choice(frame, { delta }, index === length - 1 ? finish : null)),
  )
  const counted =
    request.stream_options?.include_usage === true ? [event({ ...frame, choices: [], usage })] : []
  return {
    contentType: 'text/event-stream',
    chunks: [...chunks, ...counted, 'data: [DONE]\n\n'],
  }
}

/** A stream that stops in the middle of its text. */
export function openaiChatBeginning(body: unknown, text: string): WireAnswer {
  const frame = createFrame((body ?? {}) as ChatBody, 'chat.completion.chunk')
  const chunks = deltas({ kind: 'answer', text }).map((delta) =>
    event(choice(frame, { delta }, null)),
  )
  return { contentType: 'text/event-stream', chunks }
}

interface Ending {
  readonly finish: string
  readonly usage: object
}

function wholeAnswer(request: ChatBody, turn: AnswerTurn, { finish, usage }: Ending): WireAnswer {
  const { reasoning, text = null } = turn
  const message = {
    role: 'assistant',
    content: text,
    ...(reasoning === undefined ? {} : { reasoning_content: reasoning }),
    ...(turn.toolCalls === undefined ? {} : { tool_calls: toolCalls(turn) }),
  }
  const frame = createFrame(request, 'chat.completion')
  const completion = { ...choice(frame, { message }, finish), usage }
  return { contentType: 'application/json', chunks: [JSON.stringify(completion)] }
}

function createFrame(request: ChatBody, object: string): ChatDelta {
  const id = `chatcmpl-${crypto.randomUUID().replaceAll('-', '')}`
  // Seconds; any moment will do, and the same one makes the same answer.
  return { id, object, created: 1_700_000_000, model: request.model ?? 'unknown' }
}

function choice(frame: ChatDelta, part: ChatDelta, finish: string | null): ChatDelta {
  return { ...frame, choices: [{ index: 0, ...part, logprobs: null, finish_reason: finish }] }
}

/** Reasoning in the field that open models use, then text, then each tool call: its name first, its arguments after. */
function deltas(turn: AnswerTurn): ChatDelta[] {
  return [
    { role: 'assistant', content: '' },
    ...cutText(turn.reasoning ?? '').map((reasoning_content) => ({ reasoning_content })),
    ...cutText(turn.text ?? '').map((content) => ({ content })),
    ...toolCalls(turn).flatMap(({ function: called, ...call }, index) => [
      { tool_calls: [{ index, ...call, function: { ...called, arguments: '' } }] },
      ...cutText(called.arguments).map((json) => ({
        tool_calls: [{ index, function: { arguments: json } }],
      })),
    ]),
  ]
}

interface ChatToolCall {
  readonly id: string
  readonly type: 'function'
  readonly function: { readonly name: string; readonly arguments: string }
}

function toolCalls({ toolCalls: calls = [] }: AnswerTurn): ChatToolCall[] {
  return calls.map(({ name, input }) => ({
    id: `call_${crypto.randomUUID().replaceAll('-', '').slice(0, 24)}`,
    type: 'function',
    function: { name, arguments: JSON.stringify(input) },
  }))
}

/** The API counts cached tokens within the prompt's, and reasoning within the completion's. */
function countUsage(usage: ScriptedUsage): object {
  const cached = usage.cachedInputTokens ?? 0
  const written = usage.cacheWriteTokens ?? 0
  const prompt = (usage.inputTokens ?? 100) + cached + written
  const completion = usage.outputTokens ?? 20
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
    prompt_tokens_details: { cached_tokens: cached, cache_write_tokens: written },
    completion_tokens_details: { reasoning_tokens: usage.reasoningTokens ?? 0 },
  }
}

function event(data: ChatDelta): string {
  return `data: ${JSON.stringify(data)}\n\n`
}
