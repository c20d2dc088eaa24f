import { availableParallelism } from 'node:os'
import type { AgentCli, InstalledCli } from './agent-cli.ts'
import type { ConformanceCase } from './conformance-case.ts'
import { installCli } from './install-cli.ts'
import type { CliReport } from './report.ts'
import type { CaseReport } from './run-case.ts'
import { interleave, runCases } from './run-cases.ts'

/** A CLI, and what is to be tried with it. */
export interface Subject {
  readonly cli: AgentCli
  readonly cases: readonly ConformanceCase[]
}

/** Many cases wait for an API or a limit, so a core has time for several; many at once would reach the limits. */
const CONCURRENCY = Math.min(12, 3 * availableParallelism())

/** Installs the CLIs, all at once, and runs the cases of those that are there. */
export async function runConformance(
  subjects: readonly Subject[],
  options: { readonly folder: string; readonly onEnd: (report: CaseReport) => void },
): Promise<CliReport[]> {
  const installs = await Promise.all(subjects.map(({ cli }) => tryInstall(cli, options.folder)))
  const lists = subjects.map(({ cases }, index) => {
    const installed = installs[index]
    return typeof installed === 'object' ? cases.map((each) => ({ installed, each })) : []
  })
  const reports = await runCases(interleave(lists), { concurrency: CONCURRENCY, ...options })
  return subjects.map(({ cli }, index) => {
    const installed = installs[index]
    return {
      cli: cli.id,
      name: cli.name,
      version: cli.package.version,
      missing: typeof installed === 'string' ? installed : null,
      cases: reports.filter((report) => report.cli === cli.id),
    }
  })
}

/** The CLI, or why it is not there: the others are tried all the same. */
async function tryInstall(cli: AgentCli, folder: string): Promise<InstalledCli | string> {
  try {
    return await installCli(cli, folder)
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
