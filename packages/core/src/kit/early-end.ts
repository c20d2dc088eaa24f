import type { Collected, RunExit, RunFailure } from '../contract/index.ts'

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
