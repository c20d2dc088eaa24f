import type { CaseReport } from './run-case.ts'

/** One case as lines for people: its name, and when it failed what was expected, what came and the evidence. */
export function formatCase(report: CaseReport): string {
  const seconds = (report.durationMs / 1000).toFixed(1)
  const title = `${report.passed ? 'ok  ' : 'FAIL'} ${report.theme}: ${report.name} (${seconds} s)`
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

/** The closing line. */
export function formatSummary(reports: readonly CaseReport[]): string {
  const passed = reports.filter((report) => report.passed).length
  return `${passed} passed, ${reports.length - passed} failed`
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, '       ')
}
