import type { Collected, Finish, RunExit, RunFailure } from '@htmlgraph/core/provider'
import { INTERRUPTED_WARNING } from './content-events.ts'
import { failureKind } from './failures.ts'

const EVIDENCE_LINES = 5
const EVIDENCE_CHARACTERS = 1000
/** Exit codes above this are 128 and the number of a signal: 143 after SIGTERM, 129 after SIGHUP. */
const SIGNAL_BASE = 128

/** What the exit says beyond the events. With a `result` line the exit code says nothing: it is 1 for most errors. */
export function finishClaude(exit: RunExit, collected: Collected): Finish {
  if (collected.end === null) {
    const failure = failureWithoutResult(exit, collected)
    return failure === null ? {} : { failure }
  }
  const isOdd = collected.end.failure === null && exit.exitCode !== 0
  return isOdd
    ? { warnings: [`Claude Code ended with ${describeExit(exit)} after its result.`] }
    : {}
}

/** `null` leaves it to core, which knows nothing of Claude Code but the exit. */
function failureWithoutResult(exit: RunExit, collected: Collected): RunFailure | null {
  const printed = `${collected.rawTail}\n${exit.stderrTail}`.trim()
  if (isEndedBySignal(exit) || collected.warnings.includes(INTERRUPTED_WARNING)) {
    return {
      kind: 'crashed',
      message: `Claude Code ended with ${describeExit(exit)} before its result.`,
    }
  }
  const kind = failureKind({ text: printed })
  return kind === null ? null : { kind, message: lastLines(printed) }
}

function isEndedBySignal({ exitCode, signal }: RunExit): boolean {
  return signal !== null || (exitCode !== null && exitCode > SIGNAL_BASE)
}

function describeExit({ exitCode, signal }: RunExit): string {
  return signal === null ? `exit code ${exitCode}` : `signal ${signal}`
}

function lastLines(text: string): string {
  return text.split('\n').slice(-EVIDENCE_LINES).join('\n').slice(-EVIDENCE_CHARACTERS)
}
