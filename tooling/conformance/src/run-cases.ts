import type { ConformanceCase } from './conformance-case.ts'
import { type CaseReport, runCase } from './run-case.ts'

/** Runs the cases, some at a time, and tells of each as it ends. The reports are in the cases' order. */
export async function runCases(
  cases: readonly ConformanceCase[],
  options: {
    readonly executable: string
    readonly concurrency: number
    readonly onEnd: (report: CaseReport) => void
  },
): Promise<CaseReport[]> {
  const reports: CaseReport[] = []
  const queue = cases.entries()
  const work = async (): Promise<void> => {
    for (const [index, each] of queue) {
      const report = await runCase(each, options.executable)
      reports[index] = report
      options.onEnd(report)
    }
  }
  await Promise.all(Array.from({ length: options.concurrency }, work))
  return reports
}
