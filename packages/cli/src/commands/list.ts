import type { DelegationFilter, DelegationRecord, QueryOptions, Store } from '@htmlgraph/core/store'
import { JSON_OPTION, ROOT_OPTION } from '../arguments/shared-options.ts'
import { UsageError } from '../arguments/usage-error.ts'
import { type Command, type CommandContext, type CommandInput, defineCommand } from '../command.ts'
import { EXIT_CODES } from '../exit-codes.ts'
import { openRecords } from '../open-records.ts'
import { paintOf } from '../progress/describe-settled.ts'
import { cleanLine } from '../terminal/clean-text.ts'
import { formatTable } from '../terminal/format-table.ts'
import {
  formatCost,
  formatSeconds,
  formatTokens,
  formatValue,
  secondsBetween,
} from '../terminal/format-values.ts'
import type { Terminal } from '../terminal/terminal.ts'

const options = {
  status: {
    type: 'string',
    value: '<status>',
    summary: 'pending, in-progress, completed, failed or cancelled',
  },
  agent: { type: 'string', value: '<role>', summary: 'only tasks of this role' },
  provider: { type: 'string', value: '<id>', summary: 'only tasks of this provider' },
  model: { type: 'string', value: '<id>', summary: 'only tasks that this model answered' },
  limit: { type: 'string', value: '<number>', summary: 'at most so many, the newest' },
  strict: { type: 'boolean', summary: 'look at every file, so that edits in place are seen' },
  root: ROOT_OPTION,
  json: JSON_OPTION,
} as const

/** What the table shows. */
const COLUMNS = [
  ...(['taskId', 'status', 'agent', 'model', 'requestedModel', 'tokensUsed', 'cost'] as const),
  ...(['startedAt', 'completedAt', 'createdAt'] as const),
]

type Row = Pick<DelegationRecord, (typeof COLUMNS)[number]>

/** `htmlgraph list` */
export const list: Command = defineCommand({
  name: 'list',
  summary: 'list the delegated tasks',
  positionals: [],
  description: 'Lists the delegated tasks of a project, the newest first.',
  options,
  examples: [
    ['htmlgraph list', 'all tasks'],
    ['htmlgraph list --status failed --limit 10', 'the ten newest that failed'],
    ['htmlgraph list --json | jq ".tasks[].cost"', 'what each one cost'],
  ],
  run,
})

async function run(
  { values }: CommandInput<typeof options>,
  context: CommandContext,
): Promise<number> {
  const limit = parseLimit(values.limit)
  const store = await openRecords(values.root, context)
  const { taskDelegations } = store
  const filter = filterOf(values)
  const newest: QueryOptions = { sort: '-createdAt', limit, strict: values.strict }
  const problems = taskDelegations.problems()
  if (values.json) {
    const tasks = taskDelegations.where(filter, newest)
    context.terminal.printJson({ tasks, problems })
  } else {
    printTasks(taskDelegations.select(COLUMNS, filter, newest), store, context.terminal)
  }
  for (const { file, reason } of problems) {
    context.terminal.note(cleanLine(`${file} is left out: ${reason}`))
  }
  return EXIT_CODES.success
}

function parseLimit(value: string | undefined): number | undefined {
  if (value === undefined || /^[1-9]\d{0,8}$/.test(value))
    return value === undefined ? value : Number(value)
  throw new UsageError(`--limit is ${JSON.stringify(value)}; expected a whole number above zero.`)
}

function filterOf(values: CommandInput<typeof options>['values']): DelegationFilter {
  const { status, agent, provider, model } = values
  const given = Object.entries({ status, agent, provider, model })
  return Object.fromEntries(given.filter(([, value]) => value !== undefined)) as DelegationFilter
}

function printTasks(tasks: readonly Row[], store: Store, terminal: Terminal): void {
  if (tasks.length === 0) {
    const finding = store.taskDelegations.count() === 0 ? 'There is no task yet' : 'No such task'
    terminal.note(`${finding} in ${cleanLine(store.directory)}.`)
    return
  }
  const [titles = '', ...rows] = formatTable(
    [
      { title: 'TASK' },
      { title: 'STATUS' },
      { title: 'AGENT' },
      { title: 'MODEL' },
      { title: 'TOKENS', align: 'right' },
      { title: 'COST', align: 'right' },
      { title: 'SECONDS', align: 'right' },
      { title: 'CREATED' },
    ],
    tasks.map((task) => row(task, terminal)),
  )
  terminal.print([terminal.paint('bold', titles), ...rows].join('\n'))
}

function row(task: Row, terminal: Terminal): string[] {
  return [
    task.taskId,
    terminal.paint(paintOf(task), task.status),
    cleanLine(formatValue(task.agent)),
    cleanLine(formatValue(task.model ?? task.requestedModel)),
    formatTokens(task.tokensUsed),
    formatCost(task.cost),
    formatSeconds(secondsBetween(task.startedAt, task.completedAt)),
    task.createdAt.slice(0, 16).replace('T', ' '),
  ]
}
