import type { WireAnswer } from '../dialect.ts'
import type { AnswerTurn, ScriptedUsage } from '../script.ts'
import { answerBlocks } from './anthropic-blocks.ts'
import { type AnthropicEvent, blockEvents, serverSentEvent } from './anthropic-stream.ts'

interface MessagesBody {
  readonly model?: string
  readonly stream?: boolean
}

/** An answer as one message, or as the events of a stream where the request asks for one. */
export function anthropicAnswer(body: unknown, turn: AnswerTurn): WireAnswer {
  if ((body as MessagesBody | null)?.stream === true) {
    return streamed([...beginning(body, turn), ...ending(turn)])
  }
  const usage = turn.usage ?? {}
  const message = {
    ...emptyMessage(body),
    stop_reason: stopReason(turn),
    content: answerBlocks(turn),
    usage: { ...startUsage(usage), ...endUsage(usage) },
  }
  return { contentType: 'application/json', chunks: [JSON.stringify(message)] }
}

/** A stream that stops in the middle of its text. */
export function anthropicBeginning(body: unknown, text: string): WireAnswer {
  return streamed(beginning(body, { kind: 'answer', text }).slice(0, -1))
}

function streamed(events: readonly AnthropicEvent[]): WireAnswer {
  return { contentType: 'text/event-stream', chunks: events.map(serverSentEvent) }
}

function beginning(body: unknown, turn: AnswerTurn): AnthropicEvent[] {
  const message = { ...emptyMessage(body), stop_reason: null, content: [] }
  return [
    { type: 'message_start', message: { ...message, usage: startUsage(turn.usage ?? {}) } },
    ...answerBlocks(turn).flatMap(blockEvents),
  ]
}

function ending(turn: AnswerTurn): AnthropicEvent[] {
  const delta = { stop_reason: stopReason(turn), stop_sequence: null }
  return [
    { type: 'message_delta', delta, usage: endUsage(turn.usage ?? {}) },
    { type: 'message_stop' },
  ]
}

function emptyMessage(body: unknown): object {
  return {
    id: `msg_${crypto.randomUUID().replaceAll('-', '')}`,
    type: 'message',
    role: 'assistant',
    model: (body as MessagesBody | null)?.model ?? 'unknown',
    stop_sequence: null,
  }
}

function stopReason(turn: AnswerTurn): string {
  return turn.stopReason ?? ((turn.toolCalls ?? []).length > 0 ? 'tool_use' : 'end_turn')
}

function startUsage(usage: ScriptedUsage): object {
  const written = usage.cacheWriteTokens ?? 0
  const long = usage.cacheWriteLongTokens ?? 0
  return {
    input_tokens: usage.inputTokens ?? 100,
    cache_read_input_tokens: usage.cachedInputTokens ?? 0,
    cache_creation_input_tokens: written,
    cache_creation: { ephemeral_5m_input_tokens: written - long, ephemeral_1h_input_tokens: long },
    // The API counts what it has sent, and at this point that is next to nothing.
    output_tokens: 1,
  }
}

function endUsage(usage: ScriptedUsage): object {
  return {
    output_tokens: usage.outputTokens ?? 20,
    output_tokens_details: { thinking_tokens: usage.reasoningTokens ?? 0 },
  }
}
