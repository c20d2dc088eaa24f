import { pathToFileURL } from 'node:url'
import { outcomeOf, paintOf } from '../progress/describe-settled.ts'
import { cleanLine } from '../terminal/clean-text.ts'
import { formatTable } from '../terminal/format-table.ts'
import {
  formatCost,
  formatSeconds,
  formatTokens,
  formatValue,
  secondsBetween,
} from '../terminal/format-values.ts'
import type { Terminal } from '../terminal/terminal.ts'
import type { DemoPlan } from './demo-task.ts'
import type { DemoResult } from './run-plan.ts'

/** What a demo came to. */
export interface DemoReport {
  readonly mode: DemoPlan['mode']
  /** The directory of the records. */
  readonly directory: string
  readonly results: readonly DemoResult[]
}

/** Whether every task ended as it should. */
export function isAsExpected({ results }: DemoReport): boolean {
  return results.every(({ expected, record }) => record.outcome === expected)
}

/** The report as data. */
export function demoData(report: DemoReport): object {
  return {
    mode: report.mode,
    records: report.directory,
    tasks: report.results.map(({ record, expected, recording, path }) => ({
      taskId: record.taskId,
      agent: record.agent,
      provider: record.provider,
      model: record.model,
      status: record.status,
      outcome: record.outcome,
      expected,
      tokensUsed: record.tokensUsed,
      cost: record.cost,
      costBasis: record.costBasis,
      seconds: secondsBetween(record.startedAt, record.completedAt),
      pid: record.pid,
      startedAt: record.startedAt,
      completedAt: record.completedAt,
      error: record.error,
      recording,
      path,
    })),
  }
}

/** Prints the closing table, what to notice, and where the records are. */
export function printDemo(report: DemoReport, terminal: Terminal): void {
  const [titles = '', ...rows] = formatTable(
    [
      { title: 'TASK' },
      { title: 'AGENT' },
      { title: 'MODEL' },
      { title: 'STATUS' },
      { title: 'TOKENS', align: 'right' },
      { title: 'COST', align: 'right' },
      { title: 'SECONDS', align: 'right' },
      { title: 'PID', align: 'right' },
    ],
    report.results.map((result) => row(result, terminal)),
  )
  const unexpected = report.results.filter(({ expected, record }) => record.outcome !== expected)
  const remarks = report.results.filter(
    (result) => result.remark !== null && !unexpected.includes(result),
  )
  terminal.print(
    [
      '',
      terminal.paint('bold', titles),
      ...rows,
      '',
      ...remarks.map(({ task, remark }) => `${task.taskId}: ${remark}`),
      ...unexpected.map((result) => terminal.paint('red', tellUnexpected(result))),
      ...(report.mode === 'offline'
        ? ['The tokens and costs are those of the recorded runs. Nothing was spent just now.']
        : []),
      `Records: ${report.directory}`,
      ...report.results
        .slice(0, 1)
        .map(({ path }) => `Open one in a browser: ${pathToFileURL(path).href}`),
    ].join('\n'),
  )
}

function row({ record }: DemoResult, terminal: Terminal): string[] {
  const outcome = outcomeOf(record)
  const status = outcome === record.status ? record.status : `${record.status} (${outcome})`
  return [
    record.taskId,
    `${record.provider}/${record.agent}`,
    cleanLine(formatValue(record.model)),
    terminal.paint(paintOf(record), status),
    formatTokens(record.tokensUsed),
    formatCost(record.cost),
    formatSeconds(secondsBetween(record.startedAt, record.completedAt)),
    formatValue(record.pid),
  ]
}

function tellUnexpected({ task, expected, record }: DemoResult): string {
  const reason = record.error === null ? '' : `: ${cleanLine(record.error)}`
  return `${task.taskId} should have been ${expected} and was ${outcomeOf(record)}${reason}`
}
