import type { ConversationState, Dialect, ModelRequest, WireResponse } from '../dialect.ts'
import { anthropicAnswer, anthropicBeginning } from './anthropic-answer.ts'
import { anthropicError } from './anthropic-error.ts'

/** Anthropic Messages, as Claude Code 2.1.330 speaks it: streamed, or as one JSON object. */
export const anthropicMessages: Dialect = Object.freeze<Dialect>({
  name: 'anthropic-messages',
  isCompletion: (method, path) => method === 'POST' && pathname(path) === '/v1/messages',
  conversation,
  answer: anthropicAnswer,
  beginning: anthropicBeginning,
  error: anthropicError,
  side,
})

interface MessagesBody {
  readonly messages?: readonly { readonly role: string; readonly content: unknown }[]
}

function pathname(path: string): string {
  return path.split('?', 1)[0] ?? ''
}

function conversation(body: unknown): ConversationState {
  const messages = (body as MessagesBody | null)?.messages ?? []
  // Consecutive messages of the model are one answer that the client has split.
  const answered = messages.filter(
    (message, index) => message.role === 'assistant' && messages[index - 1]?.role !== 'assistant',
  ).length
  const opening = messages.find((message) => message.role === 'user')
  return { answered, opening: opening === undefined ? '' : textOf(opening.content) }
}

function textOf(content: unknown): string {
  if (typeof content === 'string') return content
  if (!Array.isArray(content)) return ''
  return content.map((block: { text?: unknown }) => String(block.text ?? '')).join('\n')
}

function side(request: ModelRequest): WireResponse {
  const headers = { 'content-type': 'application/json' }
  if (pathname(request.path) === '/v1/messages/count_tokens') {
    // Four characters a token: near enough for a client that only wants to know whether it fits.
    const tokens = Math.ceil(JSON.stringify(request.body ?? '').length / 4)
    return { status: 200, headers, body: JSON.stringify({ input_tokens: tokens }) }
  }
  if (request.method === 'HEAD') return { status: 200, headers, body: '' }
  if (pathname(request.path) === '/v1/models') {
    return { status: 200, headers, body: JSON.stringify({ data: [], has_more: false }) }
  }
  return anthropicError({
    kind: 'api-error',
    status: 404,
    message: `${request.path} is not served here`,
  })
}
