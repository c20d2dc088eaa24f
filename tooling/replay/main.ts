import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { formatReport } from './src/format-report.ts'
import { readResults } from './src/read-results.ts'
import { replay } from './src/replay.ts'

const USAGE =
  'Usage: npm run replay -- --results FILE.csv [--true-accept 0.95] [--false-accept 0.05] [--json]\n'

const { values } = parseArgs({
  options: {
    results: { type: 'string' },
    'true-accept': { type: 'string', default: '0.95' },
    'false-accept': { type: 'string', default: '0.05' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

const isShare = (text: string): boolean => /^(0(\.\d+)?|1(\.0+)?)$/.test(text)

if (values.help) process.stdout.write(USAGE)
else if (values.results === undefined) fail(`replay: --results is missing.\n${USAGE}`)
else if (!isShare(values['true-accept']) || !isShare(values['false-accept'])) {
  fail(`replay: a rate is expected to be a number from 0 to 1.\n${USAGE}`)
} else run(values.results)

function run(file: string): void {
  try {
    const report = replay(readResults(readFileSync(file, 'utf8')), {
      trueAccept: Number(values['true-accept']),
      falseAccept: Number(values['false-accept']),
    })
    process.stdout.write(
      values.json ? `${JSON.stringify(report, null, 2)}\n` : formatReport(report),
    )
  } catch (error) {
    fail(`replay: ${error instanceof Error ? error.message : String(error)}\n`)
  }
}

function fail(message: string): void {
  process.stderr.write(message)
  process.exitCode = 2
}
