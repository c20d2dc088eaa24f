import type { DelegationRecord } from '@htmlgraph/core'
import { cleanLine } from '../terminal/clean-text.ts'
import { formatSeconds, secondsBetween } from '../terminal/format-values.ts'
import type { Paint } from '../terminal/terminal.ts'

/** How a task ended, on one line that is safe to print. */
export function describeSettled(record: DelegationRecord): string {
  const seconds = formatSeconds(secondsBetween(record.startedAt, record.completedAt))
  const reason = record.error === null ? '' : `: ${cleanLine(record.error)}`
  return `${outcomeOf(record)} after ${seconds} s${reason}`
}

/** The outcome where there is one, which says more than the status. */
export function outcomeOf(record: DelegationRecord): string {
  return record.outcome ?? record.status
}

/** The colour of a status. */
export function paintOf(record: Pick<DelegationRecord, 'status'>): Paint {
  if (record.status === 'completed') return 'green'
  if (record.status === 'failed') return 'red'
  return record.status === 'cancelled' ? 'yellow' : 'cyan'
}
