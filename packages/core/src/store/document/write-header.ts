import type { DelegationRecord } from '../record/delegation-record.ts'
import {
  formatCount,
  formatDuration,
  formatMoney,
  formatTime,
  formatWord,
} from './display-format.ts'
import { formatInline } from './html-text.ts'
import { type Fact, writeFacts, writeSection } from './write-section.ts'

/** Writes the head of the page: what it is, how it stands, what it took. */
export function writeHeader(record: DelegationRecord): string {
  return [
    '<header>',
    `<h1>${record.taskId}</h1>`,
    `<p><b>${formatWord(record.status)}</b>${formatReason(record)}</p>`,
    writeFacts([
      ['Agent', inline(record.agent)],
      ['Model', inline(record.model ?? record.requestedModel)],
      ['Provider', inline(record.provider)],
      ['Task type', inline(record.taskType)],
      ['Access', record.access],
      ['Rating', record.rating],
      ['Tokens', formatTokens(record)],
      ['Cost', formatCost(record)],
      ['Duration', formatRunTime(record)],
      ['Created', formatTime(record.createdAt)],
    ]),
    '</header>\n',
  ].join('\n')
}

/** Writes the facts that few readers need, folded. */
export function writeDetails(record: DelegationRecord): string {
  const facts: readonly Fact[] = [
    ['Started', record.startedAt && formatTime(record.startedAt)],
    ['Completed', record.completedAt && formatTime(record.completedAt)],
    ['Requested model', inline(record.requestedModel)],
    ['Session', inline(record.sessionId)],
    ['Directory', inline(record.cwd)],
    ['Host', inline(record.host)],
    ['Process', record.pid === null ? null : String(record.pid)],
    ['Billing', record.billing],
    ['Cost basis', record.costBasis],
    ['Priority', String(record.priority)],
    ['Version', String(record.version)],
  ]
  return writeSection({ attribute: 'data-details', title: 'Details', content: writeFacts(facts) })
}

function inline(value: string | null): string | null {
  return value === null ? null : formatInline(value)
}

function formatReason(record: DelegationRecord): string {
  const reason = record.errorKind ?? record.outcome
  return reason === null || reason === record.status ? '' : formatWord(reason)
}

function formatTokens(record: DelegationRecord): string | null {
  return record.tokensUsed === null ? unmeasured(record) : formatCount(record.tokensUsed)
}

/** Before the end nothing is expected; after it, silence would look like 0. */
function unmeasured(record: DelegationRecord): string | null {
  const isOver = record.status !== 'pending' && record.status !== 'in-progress'
  return isOver ? 'not measured' : null
}

function formatCost(record: DelegationRecord): string | null {
  if (record.cost === null) return unmeasured(record)
  return `${formatMoney(record.cost)}${record.costBasis === 'estimated' ? ' (estimated)' : ''}`
}

function formatRunTime(record: DelegationRecord): string | null {
  if (record.startedAt === null || record.completedAt === null) return null
  return formatDuration(record.startedAt, record.completedAt)
}
