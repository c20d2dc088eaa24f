import { resolve } from 'node:path'
import { casesOf } from './cases/index.ts'
import { agentClis } from './clis/index.ts'
import { type ConformanceArguments, readArguments } from './src/arguments.ts'
import { formatCase, formatSummary, isAllFine } from './src/report.ts'
import { runConformance, type Subject } from './src/run-conformance.ts'

const FOLDER = resolve(import.meta.dirname, '../../.conformance')

async function main(): Promise<number> {
  const known = agentClis.map(({ id }) => id)
  const wanted = readArguments(process.argv.slice(2), known)
  const tell = (text: string): void =>
    void (wanted.json ? process.stderr : process.stdout).write(`${text}\n`)
  const subjects = chooseSubjects(wanted)
  tell(`In ${FOLDER}, without an account, and without a network but for npm:`)
  for (const { cli, cases } of subjects) {
    tell(`${cli.name} ${cli.package.version}, cases: ${cases.length}`)
  }
  const reports = await runConformance(subjects, {
    folder: FOLDER,
    onEnd: (report) => tell(formatCase(report)),
  })
  if (wanted.json) process.stdout.write(`${JSON.stringify(reports, null, 2)}\n`)
  tell(formatSummary(reports))
  return isAllFine(reports) ? 0 : 1
}

function chooseSubjects({ only, grep }: ConformanceArguments): Subject[] {
  const text = grep.toLowerCase()
  const subjects = agentClis
    .filter(({ id }) => only.includes(id))
    .map((cli) => ({
      cli,
      cases: casesOf(cli).filter(({ theme, name }) =>
        `${theme}: ${name}`.toLowerCase().includes(text),
      ),
    }))
    .filter(({ cases }) => cases.length > 0)
  if (subjects.length === 0) throw new Error(`--grep is "${grep}"; no case has it in its name.`)
  return subjects
}

try {
  process.exitCode = await main()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 2
}
