/** Token counts of one answer, in buckets that do not overlap. Absent means 0. */
export interface ScriptedUsage {
  /** Prompt tokens that came from no cache. @default 100 */
  readonly inputTokens?: number | undefined
  /** Everything billed as output, reasoning included. @default 20 */
  readonly outputTokens?: number | undefined
  readonly cachedInputTokens?: number | undefined
  /** Tokens written to a cache, of any lifetime. */
  readonly cacheWriteTokens?: number | undefined
  /** The part of `cacheWriteTokens` kept for one hour. */
  readonly cacheWriteLongTokens?: number | undefined
  /** The part of `outputTokens` that was reasoning. */
  readonly reasoningTokens?: number | undefined
}

/** A tool that the model asks for. */
export interface ScriptedToolCall {
  readonly name: string
  readonly input: Readonly<Record<string, unknown>>
}

/** The model answers: reasoning first, then text, then tool calls. */
export interface AnswerTurn {
  readonly kind: 'answer'
  readonly reasoning?: string | undefined
  readonly text?: string | undefined
  /** @default [] */
  readonly toolCalls?: readonly ScriptedToolCall[] | undefined
  readonly usage?: ScriptedUsage | undefined
  /** The reason to stop in the dialect's own word. @default what the tool calls imply */
  readonly stopReason?: string | undefined
}

/** How often a misbehaviour is shown before the script goes on. */
interface Repeated {
  /** @default every time, so the script never goes on */
  readonly times?: number | undefined
}

/** The API refuses in its own error JSON. */
export interface ApiErrorTurn extends Repeated {
  readonly kind: 'api-error'
  readonly status: number
  /** @default what the dialect says with this status */
  readonly type?: string | undefined
  /** @default a sentence of the dialect's */
  readonly message?: string | undefined
  /** Sent as `retry-after`, in seconds. */
  readonly retryAfterSeconds?: number | undefined
}

/** The API accepts the request and never says a word. */
export interface HangTurn extends Repeated {
  readonly kind: 'hang'
}

/** The answer begins and then nothing more comes; the connection stays open. */
export interface StallTurn extends Repeated {
  readonly kind: 'stall'
  /** What had been said. @default 'Half an ans' */
  readonly text?: string | undefined
}

/** The answer begins and the connection breaks. */
export interface CutTurn extends Repeated {
  readonly kind: 'cut'
  /** @default 'Half an ans' */
  readonly text?: string | undefined
}

/** A stream that has the right frame and broken JSON inside. */
export interface MalformedTurn extends Repeated {
  readonly kind: 'malformed'
}

/** A page of a captive portal instead of an answer, with status 200. */
export interface HtmlTurn extends Repeated {
  readonly kind: 'html'
  /** @default '<!doctype html><title>Sign in</title><p>Sign in to this network.' */
  readonly html?: string | undefined
}

/** Everything but an answer. */
export type MisbehavedTurn =
  | ApiErrorTurn
  | HangTurn
  | StallTurn
  | CutTurn
  | MalformedTurn
  | HtmlTurn

/** One thing the model server does with a request. */
export type ScriptTurn = AnswerTurn | MisbehavedTurn

/**
 * What the model says, turn by turn. The n-th answer goes to the request whose conversation already holds n
 * answers, so a resumed session goes on where it was and a retry gets the same turn again. Misbehaviour before an
 * answer is shown first, as often as its `times` says. A request past the end is answered with `Done.`
 */
export type Script = readonly ScriptTurn[]

/** A conversation of its own, such as a subagent's. */
export interface ScriptedConversation {
  /** It is the one whose first message of the user contains this text. */
  readonly opening: string
  readonly script: Script
}
