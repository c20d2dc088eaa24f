import type { Collected, EndEvent, Finish, RunExit, RunFailure } from '../contract/index.ts'
import { type FailureCatalogue, findFailure, type Signs } from './failure-catalogue.ts'

const EVIDENCE_LINES = 5
const EVIDENCE_CHARACTERS = 1000

/** Exit codes above this are 128 and the number of a signal: 143 after SIGTERM. */
const SIGNAL_BASE = 128

/** All that a CLI printed beside its events: lines of standard output that were none, and standard error. */
export function printedText({ stderrTail }: RunExit, { rawTail }: Collected): string {
  return `${rawTail}\n${stderrTail}`.trim()
}

/** The last five lines of a text, as the message of a failure. */
export function lastLines(text: string): string {
  return text.trim().split('\n').slice(-EVIDENCE_LINES).join('\n').slice(-EVIDENCE_CHARACTERS)
}

/** The first paragraph of a text, as the message of a failure: for a CLI that goes on with advice. */
export function firstParagraph(text: string): string {
  return (text.trim().split(/\n\s*\n/, 1)[0] ?? '').slice(0, EVIDENCE_CHARACTERS)
}

/** Whether a signal ended the process, or the exit code says that one ended what it stands for. */
export function isEndedBySignal({ exitCode, signal }: RunExit): boolean {
  return signal !== null || (exitCode !== null && exitCode > SIGNAL_BASE && exitCode < 160)
}

/** How a process ended, in words: `exit code 1`, `signal SIGTERM`. */
export function describeExit({ exitCode, signal }: RunExit): string {
  return signal === null ? `exit code ${exitCode}` : `signal ${signal}`
}

/** The failure of a run that a signal ended before its last word. */
export function crashedBefore(name: string, exit: RunExit): RunFailure {
  return { kind: 'crashed', message: `${name} ended with ${describeExit(exit)} before its result.` }
}

/** A CLI that ended, and how it says what went wrong. */
export interface Ending {
  /** The CLI's name, for messages. */
  readonly name: string
  /** Its rules for the sign `text` are held against what it printed beside its events. */
  readonly catalogue: FailureCatalogue<string>
  readonly exit: RunExit
  readonly collected: Collected
  /** More that is known of the exit, for the catalogue: also of a failure that an event told. @default {} */
  readonly signs?: Signs<string> | undefined
  /** What of the printed text is the message of a failure. @default lastLines */
  readonly excerpt?: ((text: string) => string) | undefined
  /** What is known besides, such as from the files of the run. @default {} */
  readonly found?: Finish | undefined
}

/**
 * The `finish` of a CLI that says how a run ended by an event: with one the exit is worth a warning at the most,
 * without one what was printed and the signal tell.
 *
 * What is printed comes first, since a CLI that waits for a login is ended by a signal of our own. Only an
 * `agent-error`, which says no more than that something went wrong, gives way to the signal.
 */
export function explainEnding({ found = {}, ...ending }: Ending): Finish {
  const explained = explain(ending)
  const warnings = [...(explained.warnings ?? []), ...(found.warnings ?? [])]
  return { ...found, ...explained, ...(warnings.length === 0 ? {} : { warnings }) }
}

function explain(ending: Ending): Finish {
  const { name, catalogue, exit, collected, signs, excerpt = lastLines } = ending
  if (collected.end !== null) return explainEnd(ending, collected.end)
  const text = printedText(exit, collected)
  const failure = findFailure(catalogue, { ...signs, text }, excerpt(text))
  const isVague = failure === null || failure.kind === 'agent-error'
  if (isVague && isEndedBySignal(exit)) return { failure: crashedBefore(name, exit) }
  return failure === null ? {} : { failure }
}

function explainEnd({ name, catalogue, exit, signs }: Ending, { failure }: EndEvent): Finish {
  if (failure === null) {
    if (exit.exitCode === 0) return {}
    return { warnings: [`${name} ended with ${describeExit(exit)} after its result.`] }
  }
  if (signs === undefined) return {}
  const { message: text } = failure
  return { failure: findFailure(catalogue, { ...signs, text }, text) ?? failure }
}
