import type { CostGroup, CostKey, CostOptions, CostReport } from '@htmlgraph/core/store'
import { JSON_OPTION, ROOT_OPTION } from '../arguments/shared-options.ts'
import { UsageError } from '../arguments/usage-error.ts'
import { type Command, type CommandContext, type CommandInput, defineCommand } from '../command.ts'
import { EXIT_CODES } from '../exit-codes.ts'
import { openRecords } from '../open-records.ts'
import { cleanLine } from '../terminal/clean-text.ts'
import { formatBar } from '../terminal/format-bar.ts'
import { formatCsv } from '../terminal/format-csv.ts'
import { formatTable } from '../terminal/format-table.ts'
import { formatCost, formatTokens, formatValue } from '../terminal/format-values.ts'
import type { Terminal } from '../terminal/terminal.ts'

const options = {
  by: {
    type: 'string',
    value: '<keys>',
    summary: 'model, agent, provider, task-type, day, status, error-kind; several with commas',
  },
  since: {
    type: 'string',
    value: '<age>',
    summary: 'only tasks created since: 12h, 7d, 2026-11-01',
  },
  errors: { type: 'boolean', summary: 'how often each provider failed, and of what' },
  csv: { type: 'boolean', summary: 'print comma-separated values' },
  root: ROOT_OPTION,
  json: JSON_OPTION,
} as const

/** `htmlgraph cost` */
export const cost: Command = defineCommand({
  name: 'cost',
  summary: 'add up what the tasks cost',
  positionals: [],
  description:
    'Adds up what the tasks of a project cost. Those whose cost nobody knows are counted and add nothing; those that\n' +
    'never ran are left out.',
  options,
  examples: [
    ['htmlgraph cost', 'by model'],
    ['htmlgraph cost --by task-type,model --since 7d', 'of the last week'],
    ['htmlgraph cost --errors', 'error rates by provider and kind'],
    ['htmlgraph cost --by day --csv', 'for a spreadsheet'],
  ],
  run,
})

async function run(
  { values }: CommandInput<typeof options>,
  context: CommandContext,
): Promise<number> {
  const by = values.errors && values.by === undefined ? 'provider,error-kind' : values.by
  const since = parseSince(values.since, new Date())
  const store = await openRecords(values.root, context)
  const { COST_KEYS } = await import('@htmlgraph/core/store')
  const keys = parseKeys(by ?? 'model', COST_KEYS)
  const report = store.costs({ by: keys, since } satisfies CostOptions)
  if (values.json) context.terminal.printJson(report)
  else if (values.csv) context.terminal.print(formatCsv(csvRows(report, keys)))
  else if (report.delegations === 0) context.terminal.note('No task has run yet.')
  else print(report, { keys, terminal: context.terminal, isOfErrors: values.errors })
  return EXIT_CODES.success
}

/** `task-type` on the command line is `taskType` in the store. */
function parseKeys(by: string, known: readonly CostKey[]): readonly CostKey[] {
  return by.split(',').map((word) => {
    const found = known.find((key) => spell(key) === word.trim())
    if (found !== undefined) return found
    throw new UsageError(
      `--by has ${JSON.stringify(word)}; expected ${known.map(spell).join(', ')}.`,
    )
  })
}

function spell(key: CostKey): string {
  return key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

const MILLISECONDS_OF: Readonly<Record<string, number>> = { h: 3_600_000, d: 86_400_000 }

function parseSince(value: string | undefined, now: Date): Date | undefined {
  if (value === undefined) return undefined
  const [, amount, unit = ''] = /^(\d{1,6})([hd])$/.exec(value) ?? []
  if (amount !== undefined) {
    return new Date(now.getTime() - Number(amount) * (MILLISECONDS_OF[unit] ?? 0))
  }
  const day = /^\d{4}-\d\d-\d\d$/.test(value) ? new Date(`${value}T00:00:00Z`) : null
  if (day !== null && !Number.isNaN(day.getTime())) return day
  throw new UsageError(
    `--since is ${JSON.stringify(value)}; expected an age such as 12h or 7d, or a day as 2026-11-01.`,
  )
}

function csvRows({ groups }: CostReport, keys: readonly CostKey[]): string[][] {
  const titles = [...keys.map(spell), ...FIGURES.map((name) => name.replaceAll(/[A-Z]/g, '_$&'))]
  const rows = groups.map((group) => [
    ...keys.map((key) => group.key[key] ?? ''),
    ...FIGURES.map((name) => String(group[name] ?? '')),
  ])
  return [titles.map((title) => title.toLowerCase().replaceAll('-', '_')), ...rows]
}

const FIGURES = [
  ...(['delegations', 'usd', 'estimatedUsd', 'unmeasured', 'averageUsd'] as const),
  ...(['tokens', 'unmeasuredTokens', 'completed', 'failed', 'usdPerCompleted'] as const),
]

interface Printing {
  readonly keys: readonly CostKey[]
  readonly terminal: Terminal
  readonly isOfErrors: boolean | undefined
}

function print(report: CostReport, { keys, terminal, isOfErrors }: Printing): void {
  const [titles = '', ...rows] = formatTable(
    [
      ...keys.map((key) => ({ title: spell(key).toUpperCase() })),
      { title: 'TASKS', align: 'right' },
      ...(isOfErrors ? [] : ([{ title: 'FAILED', align: 'right' }] as const)),
      { title: 'TOKENS', align: 'right' },
      { title: 'AVERAGE', align: 'right' },
      { title: 'COST', align: 'right' },
      { title: 'UNKNOWN', align: 'right' },
      { title: isOfErrors ? 'SHARE OF TASKS' : 'SHARE OF COST' },
    ],
    report.groups.map((group) => row(group, report, { keys, isOfErrors })),
  )
  terminal.print([terminal.paint('bold', titles), ...rows].join('\n'))
  terminal.print(`\n${summarize(report)}`)
}

function row(
  group: CostGroup,
  report: CostReport,
  { keys, isOfErrors }: Pick<Printing, 'keys' | 'isOfErrors'>,
): string[] {
  const none = (key: CostKey): string => (key === 'errorKind' ? 'none' : '–')
  const share = isOfErrors
    ? group.delegations / report.delegations
    : report.usd === 0
      ? 0
      : group.usd / report.usd
  return [
    ...keys.map((key) => cleanLine(group.key[key] ?? none(key))),
    String(group.delegations),
    ...(isOfErrors ? [] : [String(group.failed)]),
    formatTokens(group.unmeasuredTokens === group.delegations ? null : group.tokens),
    formatCost(group.averageUsd),
    formatCost(group.averageUsd === null ? null : group.usd),
    group.unmeasured === 0 ? '' : String(group.unmeasured),
    formatBar(share),
  ]
}

function summarize(report: CostReport): string {
  const { delegations, usd, estimatedUsd, unmeasured, failed, usdPerCompleted } = report
  const tasks = delegations === 1 ? '1 task' : `${delegations} tasks`
  const parts = [
    `${tasks}, ${failed} failed, ${formatCost(usd)} in all`,
    ...(estimatedUsd > 0 ? [`${formatCost(estimatedUsd)} of it estimated`] : []),
    ...(usdPerCompleted === null ? [] : [`${formatCost(usdPerCompleted)} for each completed`]),
    ...(unmeasured > 0 ? [`not counted: ${formatValue(unmeasured)} whose cost nobody knows`] : []),
  ]
  return `${parts.join('; ')}.`
}
