import { JSON_OPTION, ROOT_OPTION } from '../arguments/shared-options.ts'
import { UsageError } from '../arguments/usage-error.ts'
import { type Command, type CommandContext, type CommandInput, defineCommand } from '../command.ts'
import { EXIT_CODES } from '../exit-codes.ts'
import { findTask } from '../find-task.ts'
import { openRecords } from '../open-records.ts'

const options = { root: ROOT_OPTION, json: JSON_OPTION } as const

/** `htmlgraph rate` */
export const rate: Command = defineCommand({
  name: 'rate',
  summary: 'say whether what a task yielded was good',
  positionals: ['<task-id>', '<rating>'],
  description:
    'Keeps in the record whether you accepted or rejected what a task yielded; `none` takes it back. The selection of\n' +
    'models learns from it.',
  options,
  examples: [
    ['htmlgraph rate task-1 accepted', 'it was good'],
    ['htmlgraph rate task-1 rejected', 'it was not'],
  ],
  run,
})

async function run(
  { values, positionals }: CommandInput<typeof options>,
  context: CommandContext,
): Promise<number> {
  const [taskId, word] = positionals
  const store = await openRecords(values.root, context)
  const { RATINGS } = await import('@htmlgraph/core/store')
  const rating = RATINGS.find((each) => each === word) ?? null
  if (rating === null && word !== 'none') {
    throw new UsageError(
      `The rating is ${JSON.stringify(word ?? '')}; expected ${RATINGS.join(', ')} or none.`,
    )
  }
  const task = await findTask(store, taskId)
  const record = store.taskDelegations.rate(task.taskId, rating)
  if (values.json) context.terminal.printJson({ taskId: record.taskId, rating: record.rating })
  else context.terminal.note(`${record.taskId}: ${record.rating ?? 'not rated'}.`)
  return EXIT_CODES.success
}
