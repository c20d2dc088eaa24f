import { join } from 'node:path'
import { JSON_OPTION, ROOT_OPTION } from '../arguments/shared-options.ts'
import { type Command, type CommandContext, type CommandInput, defineCommand } from '../command.ts'
import { EXIT_CODES } from '../exit-codes.ts'
import { findTask } from '../find-task.ts'
import { formatRecord } from '../format-record.ts'
import { openRecords } from '../open-records.ts'
import { cleanLine } from '../terminal/clean-text.ts'

const options = {
  open: { type: 'boolean', summary: 'open the record in the browser too' },
  root: ROOT_OPTION,
  json: JSON_OPTION,
} as const

/** `htmlgraph show` */
export const show: Command = defineCommand({
  name: 'show',
  summary: 'show all that is known of a task',
  positionals: ['<task-id>'],
  description: 'Shows all that is known of a task, and the path of its record.',
  options,
  examples: [
    ['htmlgraph show task-1', 'prompt, outcome, attempts, tokens, cost, output'],
    ['htmlgraph show task-1 --open', 'the same in a browser'],
    ['htmlgraph show task-1 --json', 'the whole record as data, with its path'],
  ],
  run,
})

async function run(
  { values, positionals }: CommandInput<typeof options>,
  context: CommandContext,
): Promise<number> {
  const { terminal } = context
  const store = await openRecords(values.root, context)
  const record = await findTask(store, positionals[0])
  const path = join(store.directory, `${record.taskId}.html`)
  if (values.json) terminal.printJson({ ...record, path })
  else terminal.print(formatRecord(record, path, terminal))
  if (!values.open) return EXIT_CODES.success
  const { openInBrowser } = await import('../workings.ts')
  if (await openInBrowser(path, context)) return EXIT_CODES.success
  terminal.note(`No browser could be started. Open ${cleanLine(path)} by hand.`)
  return EXIT_CODES.environment
}
