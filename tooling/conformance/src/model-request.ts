import type { ModelRequest } from '@htmlgraph/testkit/model-server'

/** The model that a request asks for: Gemini's API has it in the path, the others in the body. */
export function modelAsked(request: ModelRequest | undefined): string | null {
  const { model } = (request?.body ?? {}) as { readonly model?: unknown }
  if (typeof model === 'string') return model
  return /\/models\/([^:/]+):/.exec(request?.path ?? '')?.[1] ?? null
}

interface Message {
  readonly role?: string
  readonly content?: Content
  readonly parts?: Content
}

type Content = string | readonly { readonly text?: string }[]

interface ConversationBody {
  /** Anthropic Messages and OpenAI chat completions. */
  readonly messages?: readonly Message[]
  /** OpenAI Responses. */
  readonly input?: readonly Message[]
  /** Gemini. */
  readonly contents?: readonly Message[]
}

/** What a request says in the name of the user, in any API's shape. */
export function userTexts(request: ModelRequest | undefined): string[] {
  const { messages, input, contents } = (request?.body ?? {}) as ConversationBody
  const said = (messages ?? input ?? contents ?? []).filter(({ role }) => role === 'user')
  return said.flatMap(({ content, parts }) => textsOf(content ?? parts ?? []))
}

function textsOf(content: Content): string[] {
  return typeof content === 'string' ? [content] : content.map(({ text = '' }) => text)
}
