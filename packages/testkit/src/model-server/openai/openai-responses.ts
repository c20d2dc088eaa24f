import type { ConversationState, Dialect, ModelRequest, WireResponse } from '../dialect.ts'
import { openaiAnswer, openaiBeginning } from './openai-responses-answer.ts'
import { openaiResponsesError } from './openai-responses-error.ts'

/** OpenAI Responses, as Codex 0.169 speaks it: streamed, or as one JSON object. */
export const openaiResponses: Dialect = Object.freeze<Dialect>({
  name: 'openai-responses',
  isCompletion: (method, path) => method === 'POST' && pathname(path).endsWith('/responses'),
  conversation,
  answer: openaiAnswer,
  beginning: openaiBeginning,
  error: openaiResponsesError,
  side,
})

interface InputItem {
  readonly type?: string
  readonly role?: string
  readonly content?: unknown
}

function pathname(path: string): string {
  return path.split('?', 1)[0] ?? ''
}

function conversation(body: unknown): ConversationState {
  const input = (body as { readonly input?: unknown } | null)?.input ?? []
  if (!Array.isArray(input)) return { answered: 0, opening: String(input) }
  const items = input as readonly InputItem[]
  // Consecutive items of the model are one answer; what its tools gave comes after all of them.
  const answered = items.filter(
    (item, index) => isOfModel(item) && !isOfModel(items[index - 1] ?? {}),
  ).length
  const first = items.findIndex(isOfModel)
  const asked = items.slice(0, first === -1 ? items.length : first)
  // Clients put what they know of the place before the prompt, each in a message of the user's.
  const opening = asked.filter(({ role }) => role === 'user').map(({ content }) => textOf(content))
  return { answered, opening: opening.join('\n') }
}

function isOfModel({ type, role }: InputItem): boolean {
  return role === 'assistant' || type === 'reasoning' || type?.endsWith('_call') === true
}

function textOf(content: unknown): string {
  if (!Array.isArray(content)) return String(content ?? '')
  return content.map((part: { text?: unknown }) => String(part.text ?? '')).join('\n')
}

function side(request: ModelRequest): WireResponse {
  const path = pathname(request.path)
  // The API also speaks WebSocket; a client that is told to upgrade to something else falls back to HTTP.
  if (request.method === 'GET' && path.endsWith('/responses')) {
    return { status: 426, headers: { upgrade: 'HTTP/1.1' }, body: '' }
  }
  if (path.endsWith('/models')) {
    const body = JSON.stringify({ object: 'list', data: [] })
    return { status: 200, headers: { 'content-type': 'application/json' }, body }
  }
  return openaiResponsesError({
    kind: 'api-error',
    status: 404,
    message: `Invalid URL (${request.method} ${request.path})`,
  })
}
