import type { CaseReport } from './run-case.ts'

/** What became of one CLI. */
export interface CliReport {
  /** Its id. */
  readonly cli: string
  readonly name: string
  readonly version: string
  /** Why it could not be installed, so that no case was tried; `null` when it was. */
  readonly missing: string | null
  readonly cases: readonly CaseReport[]
}

/** One case as lines for people: its name, and when it failed what was expected, what came and the evidence. */
export function formatCase(report: CaseReport): string {
  const seconds = (report.durationMs / 1000).toFixed(1)
  const verdict = report.passed ? 'ok  ' : 'FAIL'
  const title = `${verdict} ${report.cli}: ${report.theme}: ${report.name} (${seconds} s)`
  const { failure } = report
  if (failure === null) return title
  const parts = [
    ['what', failure.message],
    ['expected', failure.expected],
    ['actual', failure.actual],
    ...failure.evidence.map((result) => ['result', result] as const),
  ]
  const lines = parts.flatMap(([label, text]) => (text === undefined ? [] : [`${label}: ${text}`]))
  return [title, ...lines.map(indent)].join('\n')
}

/** The closing lines: one a CLI, and the sum. A CLI that could not be installed counts as one failure. */
export function formatSummary(reports: readonly CliReport[]): string {
  const lines = reports.map((report) => {
    const reason =
      report.missing === null ? '' : `, since it could not be installed\n${indent(report.missing)}`
    return `${report.name} ${report.version}: ${countCases([report])}${reason}`
  })
  return [...lines, countCases(reports)].join('\n')
}

/** Whether every CLI was there and all its cases hold. */
export function isAllFine(reports: readonly CliReport[]): boolean {
  return reports.every(
    ({ missing, cases }) => missing === null && cases.every((each) => each.passed),
  )
}

function countCases(reports: readonly CliReport[]): string {
  const cases = reports.flatMap((report) => report.cases)
  const passed = cases.filter((each) => each.passed).length
  const missing = reports.filter((report) => report.missing !== null).length
  return `${passed} passed, ${cases.length - passed + missing} failed`
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, '       ')
}
