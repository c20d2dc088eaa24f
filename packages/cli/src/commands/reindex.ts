import { JSON_OPTION, ROOT_OPTION } from '../arguments/shared-options.ts'
import { type Command, type CommandContext, type CommandInput, defineCommand } from '../command.ts'
import { EXIT_CODES } from '../exit-codes.ts'
import { openRecords } from '../open-records.ts'
import { cleanLine } from '../terminal/clean-text.ts'
import { formatRecords } from '../terminal/format-values.ts'

const options = { root: ROOT_OPTION, json: JSON_OPTION } as const

/** `htmlgraph reindex` */
export const reindex: Command = defineCommand({
  name: 'reindex',
  summary: 'make the index anew out of the files',
  positionals: [],
  description:
    'Throws the index of a project away and makes it anew out of the files. That is never needed for an index that is ' +
    'missing or broken, which is noticed; it is for one that you do not trust.',
  options,
  examples: [
    ['htmlgraph reindex', 'how many records there are, and which files are left out'],
    ['htmlgraph reindex --json', 'the same as data'],
  ],
  run,
})

async function run(
  { values }: CommandInput<typeof options>,
  context: CommandContext,
): Promise<number> {
  const { terminal } = context
  const store = await openRecords(values.root, context)
  const report = store.reindex()
  const { collections } = report
  if (values.json) terminal.printJson(report)
  for (const { name, nodes, leftOut } of collections) {
    if (!values.json) terminal.print(`${name}: ${formatRecords(nodes)}`)
    for (const { file, reason } of leftOut) {
      terminal.note(cleanLine(`${file} is left out: ${reason}`))
    }
  }
  if (collections.length === 0)
    terminal.note(`There is nothing yet in ${cleanLine(store.directory)}.`)
  return EXIT_CODES.success
}
