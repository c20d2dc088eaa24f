import type { Collected, Outcome, RunExit, RunFailure } from '../contract/index.ts'
import { checkStructured } from './check-structured.ts'

/** Why core itself ended a run before the CLI said its last word. */
export type StopCause = 'timeout' | 'idle-timeout' | 'cancelled'

/** What the verdict is made from. */
export interface Evidence {
  /** Set only when the stop came before the CLI's last word. */
  readonly stopCause: StopCause | null
  readonly stopMessage: string
  readonly exit: RunExit
  readonly collected: Collected
  /** What the provider made of the exit; `undefined` leaves it to the events. */
  readonly providerFailure: RunFailure | null | undefined
  readonly schema: Readonly<Record<string, unknown>> | null
  /** The structured output that was found; `undefined` for none. */
  readonly structured: unknown
}

/** How a run ended. `failure` is `null` for `completed` only. */
export interface Verdict {
  readonly outcome: Outcome
  readonly failure: RunFailure | null
}

/** Judges a run by what was seen, the first matching row of the table in `docs/results.md`. Exit code 0 alone is never a success. */
export function judge(evidence: Evidence): Verdict {
  const { collected, stopCause } = evidence
  if (stopCause === 'cancelled') return failed('cancelled', 'cancelled', evidence.stopMessage)
  if (stopCause !== null) return timedOut(evidence)
  const failure = findFailure(evidence)
  if (failure !== null) return { outcome: 'failed', failure }
  const isStructured = evidence.schema !== null && evidence.structured !== undefined
  if (collected.denials.length > 0 && collected.toolsSucceeded === 0) {
    return failed('denied', 'permission', describeDenials(collected))
  }
  if (!hasAnswer(collected) && !hasActed(collected) && !isStructured) {
    return failed(
      'empty',
      'agent-error',
      'The agent ended without text, file change or successful tool.',
    )
  }
  const misfit =
    evidence.schema === null ? null : checkStructured(evidence.schema, evidence.structured)
  if (misfit !== null) return failed('failed', 'protocol', misfit)
  return { outcome: 'completed', failure: null }
}

/** A CLI that waits for somebody to log in waits for ever: that is no matter of time, and not to be tried again. */
function timedOut({ stopMessage, providerFailure }: Evidence): Verdict {
  if (providerFailure?.kind !== 'auth') return failed('timed-out', 'timeout', stopMessage)
  const message = `${stopMessage} It had asked for a login: ${providerFailure.message}`
  return { outcome: 'timed-out', failure: { kind: 'auth', message, retryable: false } }
}

function failed(outcome: Outcome, kind: RunFailure['kind'], message: string): Verdict {
  return { outcome, failure: { kind, message } }
}

function findFailure(evidence: Evidence): RunFailure | null {
  const { collected, exit, providerFailure } = evidence
  if (providerFailure !== undefined && providerFailure !== null) return providerFailure
  if (collected.end !== null) return providerFailure === null ? null : collected.end.failure
  if (exit.signal !== null) {
    return {
      kind: 'crashed',
      message: `The process was ended by ${exit.signal} before its result.`,
    }
  }
  const said = lastLines(exit.stderrTail) || lastLines(collected.rawTail)
  if (exit.exitCode !== 0) {
    const message = `The process ended with exit code ${exit.exitCode} and no result${said ? `: ${said}` : '.'}`
    return { kind: 'agent-error', message }
  }
  return {
    kind: 'protocol',
    message: 'The process ended with exit code 0, but never said how the run ended.',
  }
}

function hasAnswer(collected: Collected): boolean {
  return (collected.end?.response ?? collected.text).trim() !== ''
}

function hasActed(collected: Collected): boolean {
  return collected.fileChanges.length > 0 || collected.toolsSucceeded > 0
}

function describeDenials(collected: Collected): string {
  const tools = [...new Set(collected.denials.map((denial) => denial.tool))].join(', ')
  return `Everything the agent tried was denied: ${tools}.`
}

function lastLines(text: string): string {
  return text.trim().split('\n').slice(-5).join('\n').slice(-1000)
}
