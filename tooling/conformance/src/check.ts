import { AssertionError } from 'node:assert'
import { isDeepStrictEqual } from 'node:util'
import type { AgentResult } from '@htmlgraph/core'

/** Fails the case unless both values are equal all through. */
export function check(what: string, actual: unknown, expected: unknown): void {
  if (isDeepStrictEqual(actual, expected)) return
  throw new AssertionError({ message: what, actual, expected })
}

/** Fails the case unless the text matches. */
export function checkMatch(what: string, actual: string, expected: RegExp): void {
  if (expected.test(actual)) return
  throw new AssertionError({ message: what, actual, expected })
}

/** The parts of a result that cases judge; `kind` is the error's. */
export type Judged = Partial<Omit<AgentResult, 'error'>> & {
  readonly kind?: string | null
  readonly retryable?: boolean | null
}

/** Fails the case unless these parts of the result are as expected. */
export function checkResult(result: AgentResult, expected: Judged): void {
  const judged = {
    ...result,
    kind: result.error?.kind ?? null,
    retryable: result.error?.retryable ?? null,
  }
  const names = Object.keys(expected) as (keyof Judged)[]
  const actual = Object.fromEntries(names.map((name) => [name, judged[name]]))
  check('the result', actual, expected)
}
