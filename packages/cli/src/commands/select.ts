import type { RankedModel, SelectionExplanation } from '@htmlgraph/core'
import { JSON_OPTION, ROOT_OPTION } from '../arguments/shared-options.ts'
import { UsageError } from '../arguments/usage-error.ts'
import { type Command, type CommandContext, type CommandInput, defineCommand } from '../command.ts'
import { EXIT_CODES } from '../exit-codes.ts'
import { cleanLine } from '../terminal/clean-text.ts'
import { formatTable } from '../terminal/format-table.ts'
import { formatCost } from '../terminal/format-values.ts'
import type { Terminal } from '../terminal/terminal.ts'

const options = {
  'task-type': {
    type: 'string',
    value: '<type>',
    summary:
      'code-generation, code-review, debugging, documentation, architecture, testing, refactoring',
  },
  complexity: { type: 'string', value: '<level>', summary: 'low, medium or high; default medium' },
  budget: {
    type: 'string',
    value: '<mode>',
    summary: 'cost-optimized, balanced or quality-focused; default balanced',
  },
  explain: { type: 'boolean', summary: 'every number that led there, and what was left out' },
  root: ROOT_OPTION,
  json: JSON_OPTION,
} as const

/** `htmlgraph select` */
export const select: Command = defineCommand({
  name: 'select',
  summary: 'select the model for a kind of task',
  positionals: [],
  description:
    'Selects the model for a kind of task among those of the registered providers. Asks nobody.',
  options,
  examples: [
    ['htmlgraph select --task-type testing', 'prints the name of the model'],
    ['htmlgraph select --task-type debugging --complexity high --explain', 'and why'],
  ],
  run,
})

/** How many of those that come after it are shown. */
const MOST_ROWS = 8
/** How many of those that are left out for one reason are named. */
const MOST_NAMES = 3

async function run(
  { values }: CommandInput<typeof options>,
  context: CommandContext,
): Promise<number> {
  const taskType = values['task-type']
  if (taskType === undefined) throw new UsageError('--task-type is missing.')
  const { openProject } = await import('../workings.ts')
  const { complexity, budget: budgetMode } = values
  const sdk = openProject(values.root, context)
  const explanation = sdk.explainSelection({ taskType, complexity, budgetMode })
  const { terminal } = context
  if (values.json) terminal.printJson(explanation)
  else if (values.explain) print(explanation, terminal)
  else terminal.print(cleanLine(explanation.selected.model))
  return EXIT_CODES.success
}

function print(explanation: SelectionExplanation, terminal: Terminal): void {
  const { taskType, complexity, budgetMode, selected, ranked, excluded, rule, notes } = explanation
  terminal.print(
    `${terminal.paint('bold', cleanLine(selected.model))} with ${cleanLine(selected.provider)}, ` +
      `for ${taskType} of ${complexity} complexity, ${budgetMode}: ${rule}.`,
  )
  terminal.print(`  quality  ${describe(selected.quality.value * 100, '%', selected.quality)}`)
  terminal.print(`  cost     ${describe(selected.cost.value, '$', selected.cost)}`)
  for (const note of notes) terminal.print(`  note     ${note}`)
  const [titles = '', ...rows] = formatTable(
    [
      { title: '' },
      { title: 'MODEL' },
      { title: 'PROVIDER' },
      { title: 'CLASS' },
      { title: 'QUALITY', align: 'right' },
      { title: 'FROM' },
      { title: 'A TASK', align: 'right' },
      { title: 'FROM' },
    ],
    ranked.slice(0, MOST_ROWS).map(row),
  )
  terminal.print([`\n${terminal.paint('bold', titles)}`, ...rows].join('\n'))
  const more = ranked.length - MOST_ROWS
  if (more > 0) terminal.print(`and ${more} more; --json has them all.`)
  if (excluded.length > 0) printExcluded(excluded, terminal)
}

function printExcluded(excluded: SelectionExplanation['excluded'], terminal: Terminal): void {
  terminal.print(`\n${terminal.paint('bold', 'Left out')}`)
  for (const [reason, models] of Map.groupBy(excluded, ({ reason }) => reason)) {
    const names = models.slice(0, MOST_NAMES).map(({ provider, model }) => `${provider} ${model}`)
    const more = models.length > MOST_NAMES ? ` and ${models.length - MOST_NAMES} more` : ''
    terminal.print(`  ${cleanLine(`${reason}: ${names.join(', ')}`)}${more}`)
  }
}

function describe(
  value: number,
  unit: '%' | '$',
  { basis, reason }: RankedModel['quality'],
): string {
  const number = unit === '$' ? formatCost(value) : `${value.toFixed(1)} %`
  return `${number}, ${basis}: ${cleanLine(reason)}`
}

function row({ provider, model, quality, cost, ...rest }: RankedModel, index: number): string[] {
  return [
    `${index + 1}.`,
    cleanLine(model),
    cleanLine(provider),
    rest.class,
    `${(quality.value * 100).toFixed(1)} %`,
    quality.basis,
    formatCost(cost.value),
    cost.basis,
  ]
}
