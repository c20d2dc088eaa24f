import type { InstalledCli } from './agent-cli.ts'
import type { ConformanceCase } from './conformance-case.ts'
import { type CaseReport, runCase } from './run-case.ts'

/** A case, and the CLI that it is tried with. */
export interface PlannedCase {
  readonly installed: InstalledCli
  readonly each: ConformanceCase
}

/** Runs the cases, some at a time, and tells of each as it ends. */
export async function runCases(
  plan: readonly PlannedCase[],
  options: { readonly concurrency: number; readonly onEnd: (report: CaseReport) => void },
): Promise<CaseReport[]> {
  const reports: CaseReport[] = []
  const queue = plan.values()
  const work = async (): Promise<void> => {
    for (const { installed, each } of queue) {
      const report = await runCase(each, installed)
      reports.push(report)
      options.onEnd(report)
    }
  }
  await Promise.all(Array.from({ length: options.concurrency }, work))
  return reports
}

/** One from each list in turn, so that the CLIs share the machine all the way. */
export function interleave<Item>(lists: readonly (readonly Item[])[]): Item[] {
  const rounds = Math.max(0, ...lists.map((list) => list.length))
  return Array.from({ length: rounds }, (_, round) =>
    lists.flatMap((list) => list.slice(round, round + 1)),
  ).flat()
}
