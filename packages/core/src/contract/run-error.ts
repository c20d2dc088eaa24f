/** The kinds of failure, the same for every provider. */
export const RUN_ERROR_KINDS = [
  'not-installed',
  'auth',
  'rate-limit',
  'quota',
  'overloaded',
  'network',
  'model-unavailable',
  'context-length',
  'permission',
  'turn-limit',
  'budget',
  'timeout',
  'cancelled',
  'protocol',
  'verification',
  'agent-error',
  'crashed',
] as const

/** The kind of a failure. `agent-error` is every failure that nobody could name. */
export type RunErrorKind = (typeof RUN_ERROR_KINDS)[number]

/** Why a run was no success. Prints as its message. */
export interface RunError {
  readonly kind: RunErrorKind
  readonly message: string
  /** Whether the same run may succeed later without a change. */
  readonly retryable: boolean
  /** How long the other side asked to wait, in milliseconds; `null` when it did not say. */
  readonly retryAfterMs: number | null
  /** Whether the agent had begun to act (a tool ran, a file changed), so that a repeat could do it twice. */
  readonly workStarted: boolean
  toString(): string
}

/** A failure as a provider reports it; core completes it with {@link createRunError}. */
export interface RunFailure {
  readonly kind: RunErrorKind
  readonly message: string
  /** Default: what {@link isRetryableKind} says of the kind. */
  readonly retryable?: boolean | undefined
  /** Milliseconds. */
  readonly retryAfterMs?: number | null | undefined
}

const RETRYABLE: ReadonlySet<RunErrorKind> = new Set(['rate-limit', 'overloaded', 'network'])

/** Whether a failure of this kind usually goes away by itself. */
export function isRetryableKind(kind: RunErrorKind): boolean {
  return RETRYABLE.has(kind)
}

/** Completes a provider's failure. The result is frozen and prints as its message. */
export function createRunError(failure: RunFailure, workStarted: boolean): RunError {
  const error = {
    kind: failure.kind,
    message: failure.message,
    retryable: failure.retryable ?? isRetryableKind(failure.kind),
    retryAfterMs: failure.retryAfterMs ?? null,
    workStarted,
  }
  const printed = { toString: { value: () => failure.message } }
  return Object.freeze(Object.defineProperties(error, printed))
}
