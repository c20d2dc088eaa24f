import type { ModelRequest } from '@htmlgraph/testkit/model-server'

/** The model that a request asks for: Gemini's API has it in the path, the others in the body. */
export function modelAsked(request: ModelRequest | undefined): string | null {
  const { model } = (request?.body ?? {}) as { model?: unknown }
  if (typeof model === 'string') return model
  return /\/models\/([^:/]+):/.exec(request?.path ?? '')?.[1] ?? null
}

/** Every text that a request holds in the name of the user, in any API's shape. */
export function userTexts(request: ModelRequest | undefined): string[] {
  const { messages, input, contents } = (request?.body ?? {}) as Readonly<Record<string, unknown>>
  const conversation = messages ?? contents ?? input ?? []
  if (!Array.isArray(conversation)) return textsIn(conversation)
  return conversation
    .filter((message: { role?: unknown }) => message.role === 'user')
    .flatMap(({ role: _, ...message }) => textsIn(message))
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(textsIn)
}
