import type { ConversationState, Dialect, ModelRequest, WireResponse } from '../dialect.ts'
import { fitSchema } from '../fit-schema.ts'
import { geminiBeginning, geminiObject, geminiStream } from './gemini-answer.ts'
import { geminiError } from './gemini-error.ts'

const JSON_HEADERS = { 'content-type': 'application/json; charset=UTF-8' }

/** What a side call costs, little enough to be told apart from an answer of the script. */
const SIDE_USAGE = { inputTokens: 50, outputTokens: 5 }

/**
 * Google's Generative Language API, also as Vertex AI has it, as Gemini CLI 0.61.0 speaks it: answers are streamed.
 * What the CLI asks a model in passing, without a stream, is answered beside the script: which model shall answer,
 * who speaks next, what a web search found.
 */
export const geminiGenerateContent: Dialect = Object.freeze<Dialect>({
  name: 'gemini-generate-content',
  isCompletion: (method, path) => method === 'POST' && actionOf(path) === 'streamGenerateContent',
  conversation,
  answer: (_body, turn) => geminiStream(turn),
  beginning: (_body, text) => geminiBeginning(text),
  error: geminiError,
  side,
})

interface GenerateBody {
  readonly contents?: readonly Content[]
  readonly generationConfig?: { readonly responseJsonSchema?: unknown }
}

interface Content {
  readonly role?: string
  readonly parts?: readonly { readonly text?: string }[]
}

/** `…/models/gemini-3:countTokens?key=1` asks for `countTokens`. */
function actionOf(path: string): string {
  return /:(\w+)(?:\?|$)/.exec(path)?.[1] ?? ''
}

/** The opening is all the user's text before the first answer: the CLI puts what it knows of the place before the prompt. */
function conversation(body: unknown): ConversationState {
  const contents = (body as GenerateBody | null)?.contents ?? []
  const isAnswer = (content: Content | undefined): boolean => content?.role === 'model'
  const answered = contents.filter(
    (content, index) => isAnswer(content) && !isAnswer(contents[index - 1]),
  ).length
  const first = contents.findIndex(isAnswer)
  const opening = contents.slice(0, first < 0 ? undefined : first).map(textOf)
  return { answered, opening: opening.join('\n') }
}

function textOf({ parts = [] }: Content): string {
  return parts.map((part) => part.text ?? '').join('\n')
}

function side(request: ModelRequest): WireResponse {
  const body = request.body as GenerateBody | null
  switch (actionOf(request.path)) {
    case 'generateContent':
      return ok(geminiObject({ kind: 'answer', text: sideText(body), usage: SIDE_USAGE }))
    case 'countTokens':
      // Four characters a token: near enough for a client that only wants to know whether it fits.
      return ok({ totalTokens: Math.ceil(JSON.stringify(body ?? '').length / 4) })
    default:
      return geminiError({
        kind: 'api-error',
        status: 404,
        message: `${request.path} is not served here`,
      })
  }
}

function sideText(body: GenerateBody | null): string {
  const schema = body?.generationConfig?.responseJsonSchema
  return schema === undefined ? 'Nothing was found.' : JSON.stringify(fitSchema(schema))
}

function ok(body: object): WireResponse {
  return { status: 200, headers: JSON_HEADERS, body: JSON.stringify(body) }
}
