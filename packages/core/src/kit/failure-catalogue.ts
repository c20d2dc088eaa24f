import type { Denial, RunErrorKind, RunFailure } from '../contract/index.ts'

/** One thing that a CLI says when something goes wrong. */
export interface FailureRule<Sign extends string> {
  /** The sign that is looked at. */
  readonly sign: Sign
  /** Equal to this, or a pattern that the text has. */
  readonly is: string | number | RegExp
  readonly kind: RunErrorKind
  /** @default what the kind says */
  readonly retryable?: boolean | undefined
}

/** How a text says how long to wait: the first group is a number. */
export interface WaitRule {
  readonly is: RegExp
  readonly unitMs: number
}

/** How one CLI says what went wrong, as data. The first rule that holds is the failure's kind. */
export interface FailureCatalogue<Sign extends string> {
  /** The version of the CLI whose words the rules know. */
  readonly version: string
  readonly rules: readonly FailureRule<Sign>[]
  /** @default [] */
  readonly waits?: readonly WaitRule[] | undefined
}

/** What was seen of a failure, by sign: an event of the CLI, if the signs are its fields. */
export type Signs<Sign extends string> = Readonly<Partial<Record<Sign, unknown>>>

/** The failure that the rules know by these signs; `null` when none does. `message` is kept as evidence. */
export function findFailure<Sign extends string>(
  { rules, waits = [] }: FailureCatalogue<Sign>,
  signs: Signs<Sign>,
  message: string,
): RunFailure | null {
  const rule = rules.find(({ sign, is }) => holds(signs[sign], is))
  if (rule === undefined) return null
  const { kind, retryable } = rule
  const retryAfterMs = findWait(waits, message)
  return {
    kind,
    message,
    ...(retryable === undefined ? {} : { retryable }),
    ...(retryAfterMs === null ? {} : { retryAfterMs }),
  }
}

/** As {@link findFailure}; a failure that no rule knows is an `agent-error`, never a guess. */
export function toFailure<Sign extends string>(
  catalogue: FailureCatalogue<Sign>,
  signs: Signs<Sign>,
  message: string,
): RunFailure {
  return findFailure(catalogue, signs, message) ?? { kind: 'agent-error', message }
}

/** How a tool says in its output, or a CLI in its log, that something was not allowed. */
export interface DenialRule {
  /** The first group, or all that fits, is the reason. */
  readonly is: RegExp
  /** What was asked for. */
  readonly tool: string
}

/** The denials in these texts, one a text at the most: the first rule that holds. */
export function findDenials(rules: readonly DenialRule[], texts: readonly string[]): Denial[] {
  return texts.flatMap((text) => {
    for (const { is, tool } of rules) {
      const found = is.exec(text)
      if (found !== null) return [{ tool, reason: found[1] ?? found[0] }]
    }
    return []
  })
}

function holds(value: unknown, is: string | number | RegExp): boolean {
  if (is instanceof RegExp) return typeof value === 'string' && is.test(value)
  return value === is
}

function findWait(waits: readonly WaitRule[], text: string): number | null {
  for (const { is, unitMs } of waits) {
    const amount = Number(is.exec(text)?.[1])
    if (Number.isFinite(amount)) return Math.ceil(amount * unitMs)
  }
  return null
}
