import type { ErrorCode } from './error-codes.ts'

const BRAND: unique symbol = Symbol.for('htmlgraph.error') as never

/** What an {@link HtmlGraphError} is made of. */
export interface HtmlGraphErrorInit {
  readonly code: ErrorCode
  /** What happened, what was received, what was expected. One sentence or two. */
  readonly message: string
  /** What the reader can do about it. */
  readonly hint?: string | undefined
  /** Facts for programs: the names and values of the message. */
  readonly details?: Readonly<Record<string, unknown>> | undefined
  readonly cause?: unknown
}

/** A caller's mistake or a broken environment. A run that fails is a result, not one of these. */
export class HtmlGraphError extends Error {
  override readonly name: string = 'HtmlGraphError'
  readonly code: ErrorCode
  readonly hint: string | null
  readonly details: Readonly<Record<string, unknown>>

  constructor(init: HtmlGraphErrorInit) {
    super(init.message, init.cause === undefined ? undefined : { cause: init.cause })
    this.code = init.code
    this.hint = init.hint ?? null
    this.details = Object.freeze({ ...init.details })
    Object.defineProperty(this, BRAND, { value: true })
  }
}

/** Whether `value` is an {@link HtmlGraphError}, also one of another copy of core. */
export function isHtmlGraphError(value: unknown): value is HtmlGraphError {
  return typeof value === 'object' && value !== null && Reflect.get(value, BRAND) === true
}
