import { LIST_FIELDS } from '../record/delegation-fields.ts'
import type { DelegationAttempt } from '../record/delegation-record.ts'
import { formatDuration, formatMoney, formatPlural, formatWord } from './display-format.ts'
import { formatInline } from './html-text.ts'
import { writeItem } from './write-item.ts'
import { writeSection } from './write-section.ts'

/** Writes the tries; nothing when there was none. */
export function writeAttempts(attempts: readonly DelegationAttempt[]): string {
  if (attempts.length === 0) return ''
  const { attribute, fields } = LIST_FIELDS.attempts
  const items = attempts.map((attempt) =>
    writeItem({ tag: 'li', fields, values: attempt, content: describeAttempt(attempt) }),
  )
  const content = `<ol>\n${items.join('')}</ol>\n`
  const note = String(attempts.length)
  return writeSection({ attribute, title: 'Attempts', note, content })
}

function describeAttempt(attempt: DelegationAttempt): string {
  const { startedAt, completedAt, tokensUsed, cost, exitCode } = attempt
  const parts = [
    attempt.provider === null ? null : formatInline(attempt.provider),
    attempt.model === null ? null : formatInline(attempt.model),
    attempt.errorKind === null ? null : formatWord(attempt.errorKind),
    startedAt === null || completedAt === null ? null : formatDuration(startedAt, completedAt),
    tokensUsed === null ? null : formatPlural(tokensUsed, 'token'),
    cost === null ? null : formatMoney(cost),
    exitCode === null ? null : `exit code ${exitCode}`,
  ].filter((part) => part !== null)
  const title = attempt.outcome === null ? 'Running' : formatWord(attempt.outcome)
  const error = attempt.error === null ? '' : `<br>${formatInline(attempt.error)}`
  return `<strong>${title}</strong> ${parts.join(' · ')}${error}`
}
