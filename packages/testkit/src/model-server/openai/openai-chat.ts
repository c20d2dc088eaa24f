import type { ConversationState, Dialect, ModelRequest, WireResponse } from '../dialect.ts'
import { openaiChatAnswer, openaiChatBeginning } from './openai-chat-answer.ts'
import { openaiError } from './openai-error.ts'

/** OpenAI chat completions, as Copilot CLI 1.0.102 speaks it to a provider of one's own: streamed, or as one object. */
export const openaiChat: Dialect = Object.freeze<Dialect>({
  name: 'openai-chat',
  isCompletion: (method, path) => method === 'POST' && pathname(path).endsWith('/chat/completions'),
  conversation,
  answer: openaiChatAnswer,
  beginning: openaiChatBeginning,
  error: openaiError,
  side,
})

interface ChatBody {
  readonly messages?: readonly { readonly role: string; readonly content: unknown }[]
}

function pathname(path: string): string {
  return path.split('?', 1)[0] ?? ''
}

function conversation(body: unknown): ConversationState {
  const messages = (body as ChatBody | null)?.messages ?? []
  const answered = messages.filter(({ role }) => role === 'assistant').length
  const opening = messages.find(({ role }) => role === 'user')
  return { answered, opening: opening === undefined ? '' : textOf(opening.content) }
}

function textOf(content: unknown): string {
  if (typeof content === 'string') return content
  if (!Array.isArray(content)) return ''
  return content.map((part: { text?: unknown }) => String(part.text ?? '')).join('\n')
}

function side(request: ModelRequest): WireResponse {
  const headers = { 'content-type': 'application/json' }
  if (request.method === 'HEAD') return { status: 200, headers, body: '' }
  if (pathname(request.path).endsWith('/models')) {
    return { status: 200, headers, body: JSON.stringify({ object: 'list', data: [] }) }
  }
  const message = `${request.path} is not served here`
  return openaiError({ kind: 'api-error', status: 404, type: 'not_found', message })
}
