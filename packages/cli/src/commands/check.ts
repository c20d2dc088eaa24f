import type { CheckReport, Finding } from '@htmlgraph/core/store'
import { JSON_OPTION, ROOT_OPTION } from '../arguments/shared-options.ts'
import { type Command, type CommandContext, type CommandInput, defineCommand } from '../command.ts'
import { EXIT_CODES } from '../exit-codes.ts'
import { openRecords } from '../open-records.ts'
import { cleanLine } from '../terminal/clean-text.ts'
import { formatRecords } from '../terminal/format-values.ts'
import type { Terminal } from '../terminal/terminal.ts'

const options = {
  strict: { type: 'boolean', summary: 'read every file and compare it with the index' },
  root: ROOT_OPTION,
  json: JSON_OPTION,
} as const

/** `htmlgraph check` */
export const check: Command = defineCommand({
  name: 'check',
  summary: 'name what is wrong with the files, and what to do about it',
  positionals: [],
  description:
    'Names what is wrong with the files of a project, and what to do about it: torn or corrupt, foreign, copied, ' +
    'with links that lead nowhere, left over. Changes no file.',
  options,
  examples: [
    ['htmlgraph check', 'after a merge, a crash or a full disk'],
    ['htmlgraph check --strict', 'also what was edited in place; takes longer'],
    ['htmlgraph check --json | jq -r ".findings[].file"', 'the files alone'],
  ],
  run,
})

async function run(
  { values }: CommandInput<typeof options>,
  context: CommandContext,
): Promise<number> {
  const { terminal } = context
  const store = await openRecords(values.root, context)
  const report = store.check({ strict: values.strict })
  if (values.json) terminal.printJson(report)
  else print(report, terminal)
  return report.findings.length === 0 ? EXIT_CODES.success : EXIT_CODES.failed
}

function print({ collections, findings }: CheckReport, terminal: Terminal): void {
  for (const finding of findings) printFinding(finding, terminal)
  const records = formatRecords(collections.reduce((sum, { nodes }) => sum + nodes, 0))
  const count = findings.length
  if (count === 0) terminal.print(terminal.paint('green', `Nothing is wrong: ${records}.`))
  else terminal.print(terminal.paint('red', `To look at: ${count}. Whole: ${records}.`))
}

function printFinding({ kind, file, reason, remedy }: Finding, terminal: Terminal): void {
  terminal.print(`${terminal.paint('bold', cleanLine(file))}\n    ${kind}: ${cleanLine(reason)}`)
  terminal.print(`    ${cleanLine(remedy)}`)
}
