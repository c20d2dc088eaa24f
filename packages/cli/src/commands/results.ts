import type { DelegationRecord } from '@htmlgraph/core'
import { JSON_OPTION, ROOT_OPTION } from '../arguments/shared-options.ts'
import { type Command, type CommandContext, type CommandInput, defineCommand } from '../command.ts'
import { EXIT_CODES } from '../exit-codes.ts'
import { findTask } from '../find-task.ts'
import { openRecords } from '../open-records.ts'
import { describeSettled } from '../progress/describe-settled.ts'
import { cleanText } from '../terminal/clean-text.ts'

const options = { root: ROOT_OPTION, json: JSON_OPTION } as const

/** `htmlgraph results` */
export const results: Command = defineCommand({
  name: 'results',
  summary: 'print what a task yielded',
  positionals: ['<task-id>'],
  description: 'Prints what a task yielded: its output alone, so that it can be piped.',
  options,
  examples: [
    ['htmlgraph results task-1 > answer.md', 'the answer in a file'],
    ['htmlgraph results task-1 --json', 'status, output, tokens, cost and error as data'],
  ],
  run,
})

async function run(
  { values, positionals }: CommandInput<typeof options>,
  context: CommandContext,
): Promise<number> {
  const { terminal } = context
  const record = await findTask(await openRecords(values.root, context), positionals[0])
  if (values.json) terminal.printJson(resultOf(record))
  else if (record.output) terminal.print(cleanText(record.output))
  const code = exitCodeOf(record)
  if (code === EXIT_CODES.unfinished) terminal.note(`${record.taskId} is ${record.status}.`)
  else if (code !== EXIT_CODES.success) terminal.note(`${record.taskId} ${describeSettled(record)}`)
  return code
}

/** What the outcome of a task means as an exit code. */
export function exitCodeOf(record: DelegationRecord): number {
  if (record.status === 'completed') return EXIT_CODES.success
  if (record.status === 'pending' || record.status === 'in-progress') return EXIT_CODES.unfinished
  return record.errorKind === 'not-installed' ? EXIT_CODES.environment : EXIT_CODES.failed
}

function resultOf(record: DelegationRecord): object {
  const { taskId, status, outcome, output, tokensUsed, model, cost, costBasis, error, errorKind } =
    record
  return { taskId, status, outcome, output, tokensUsed, model, cost, costBasis, error, errorKind }
}
