import type { AnswerTurn, ApiErrorTurn } from './script.ts'

/** A whole HTTP response. */
export interface WireResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** An answer on the wire. `chunks` is one for a client that did not ask for a stream. */
export interface WireAnswer {
  readonly contentType: string
  /** One server-sent event each, closed by its blank line. */
  readonly chunks: readonly string[]
}

/** What a request says about the conversation it belongs to. */
export interface ConversationState {
  /** How many answers of the model it already holds. */
  readonly answered: number
  /** The text of the user's first message. */
  readonly opening: string
}

/** A request as the server received it. `body` is `null` when it was no JSON. */
export interface ModelRequest {
  readonly method: string
  /** With the query. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: unknown
  /** Whether the model itself was asked, not an endpoint beside it. */
  readonly isCompletion: boolean
}

/** How one provider's API looks on the wire. Pure: no sockets. */
export interface Dialect {
  readonly name: string
  /** Whether this request asks the model for an answer. */
  isCompletion(method: string, path: string): boolean
  conversation(body: unknown): ConversationState
  answer(body: unknown, turn: AnswerTurn): WireAnswer
  /** The start of a streamed answer that breaks off in the middle of its text. */
  beginning(body: unknown, text: string): WireAnswer
  error(turn: ApiErrorTurn): WireResponse
  /** Every other endpoint: a sensible answer, or the API's own 404. */
  side(request: ModelRequest): WireResponse
}
