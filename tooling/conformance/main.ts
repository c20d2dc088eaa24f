import { resolve } from 'node:path'
import { claudeCases } from './cases/index.ts'
import { readArguments } from './src/arguments.ts'
import { CLAUDE_VERSION, installClaude } from './src/install-claude.ts'
import { formatCase, formatSummary } from './src/report.ts'
import { runCases } from './src/run-cases.ts'

const CONCURRENCY = 3
const FOLDER = resolve(import.meta.dirname, '../../.conformance')

async function main(): Promise<number> {
  const { json, grep } = readArguments(process.argv.slice(2))
  const tell = (text: string): void =>
    void (json ? process.stderr : process.stdout).write(`${text}\n`)
  const wanted = grep.toLowerCase()
  const cases = claudeCases().filter((each) =>
    `${each.theme}: ${each.name}`.toLowerCase().includes(wanted),
  )
  if (cases.length === 0) throw new Error(`--grep is "${grep}"; no case has it in its name.`)
  tell(
    `Claude Code ${CLAUDE_VERSION} in ${FOLDER}, ${cases.length} cases, no account, no network beside npm`,
  )
  const executable = await installClaude(FOLDER)
  const reports = await runCases(cases, {
    executable,
    concurrency: CONCURRENCY,
    onEnd: (report) => tell(formatCase(report)),
  })
  if (json)
    process.stdout.write(
      `${JSON.stringify({ cli: 'claude', version: CLAUDE_VERSION, cases: reports }, null, 2)}\n`,
    )
  tell(formatSummary(reports))
  return reports.every((report) => report.passed) ? 0 : 1
}

try {
  process.exitCode = await main()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 2
}
