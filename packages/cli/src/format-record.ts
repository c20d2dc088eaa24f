import type { DelegationRecord } from '@htmlgraph/core'
import { outcomeOf, paintOf } from './progress/describe-settled.ts'
import { cleanLine, cleanText } from './terminal/clean-text.ts'
import {
  formatCost,
  formatSeconds,
  formatTokens,
  secondsBetween,
} from './terminal/format-values.ts'
import type { Terminal } from './terminal/terminal.ts'

type Row = readonly [name: string, value: string | null]

/** A whole record for a person; what is not known is left out. */
export function formatRecord(record: DelegationRecord, path: string, terminal: Terminal): string {
  const title = (text: string): string => terminal.paint('bold', text)
  const outcome = terminal.paint(paintOf(record), outcomeOf(record))
  return [
    `${title(record.taskId)}  ${outcome}`,
    ...formatRows([...factsOf(record), ['record', path]]),
    ...section(title('Properties'), formatRows(Object.entries(record.properties).map(propertyRow))),
    ...section(title('Tokens'), record.usage.map(usageLine).map(toLine)),
    ...section(title('Attempts'), record.attempts.map(attemptLine).map(toLine)),
    ...section(title('Changed files'), record.fileChanges.map(changeLine).map(toLine)),
    ...section(title('Verified'), record.verifications.map(verificationLine).map(toLine)),
    ...section(title('Denied'), record.denials.map(denialLine).map(toLine)),
    ...section(title('Warnings'), record.warnings.map(toLine)),
    ...longText(title('Prompt'), record.prompt),
    ...longText(title('Output'), record.output),
    ...longText(title('Error'), record.error),
  ].join('\n')
}

function factsOf(record: DelegationRecord): Row[] {
  const seconds = secondsBetween(record.startedAt, record.completedAt)
  return [
    ['status', record.status],
    ['agent', record.agent],
    ['task type', record.taskType],
    ['rating', record.rating],
    ['provider', record.provider],
    ['model', record.model],
    ['requested model', record.requestedModel],
    ['access', record.access],
    ['tokens', record.tokensUsed === null ? null : formatTokens(record.tokensUsed)],
    ['cost', record.cost === null ? null : `${formatCost(record.cost)} (${record.costBasis})`],
    ['seconds', seconds === null ? null : formatSeconds(seconds)],
    ['created', record.createdAt],
    ['started', record.startedAt],
    ['completed', record.completedAt],
    ['error kind', record.errorKind],
    ['session', record.sessionId],
    ['directory', record.cwd],
    ['process', record.pid === null ? null : `${record.pid} on ${record.host ?? 'this machine'}`],
    ['parent', record.parent],
    ['depends on', record.dependsOn.join(', ') || null],
    ['priority', record.priority === 0 ? null : String(record.priority)],
  ]
}

function propertyRow([key, value]: [string, unknown]): Row {
  return [key, typeof value === 'string' ? value : JSON.stringify(value)]
}

function formatRows(rows: readonly Row[]): string[] {
  const known = rows.filter((row): row is [string, string] => row[1] !== null)
  const width = Math.max(0, ...known.map(([name]) => name.length))
  return known.map(([name, value]) => `  ${cleanLine(name).padEnd(width)}  ${cleanLine(value)}`)
}

function usageLine(usage: DelegationRecord['usage'][number]): string {
  const parts: Row[] = [
    ['input', count(usage.inputTokens)],
    ['from cache', count(usage.cachedInputTokens)],
    ['to cache', count(usage.cacheWriteTokens)],
    ['output', count(usage.outputTokens)],
    ['of it reasoning', count(usage.reasoningTokens)],
  ]
  const known = parts
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name} ${value}`)
  return `${usage.model ?? 'unknown model'}: ${known.join(', ')}`
}

function count(tokens: number | null): string | null {
  return tokens === null ? null : formatTokens(tokens)
}

function attemptLine(attempt: DelegationRecord['attempts'][number]): string {
  const seconds = formatSeconds(secondsBetween(attempt.startedAt, attempt.completedAt))
  const parts = [
    `${attempt.number}. ${attempt.outcome ?? 'running'}`,
    attempt.provider,
    attempt.model,
    `${seconds} s`,
    attempt.pid === null ? null : `process ${attempt.pid}`,
    attempt.exitCode === null ? null : `exit code ${attempt.exitCode}`,
  ]
  return parts.filter((part) => part !== null).join(', ')
}

function changeLine({ change, path }: DelegationRecord['fileChanges'][number]): string {
  return `${change} ${path}`
}

function verificationLine({
  check,
  verdict,
  exitCode,
  tail,
  durationMs,
}: DelegationRecord['verifications'][number]): string {
  const code = exitCode === null ? '' : `, exit code ${exitCode}`
  const said = tail === null || verdict === 'passed' ? '' : `: ${tail.trim().split('\n').at(-1)}`
  return `${check} ${verdict}${code}, ${formatSeconds(durationMs / 1000)} s${said}`
}

function denialLine({ tool, reason }: DelegationRecord['denials'][number]): string {
  return reason === null ? tool : `${tool}: ${reason}`
}

function toLine(text: string): string {
  return `  ${cleanLine(text)}`
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines]
}

function longText(title: string, text: string | null): string[] {
  return text === null || text === '' ? [] : ['', title, cleanText(text)]
}
