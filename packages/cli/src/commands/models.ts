import type { ModelRates, ModelSpec } from '@htmlgraph/core'
import { directoryOf, JSON_OPTION, ROOT_OPTION } from '../arguments/shared-options.ts'
import { UsageError } from '../arguments/usage-error.ts'
import { type Command, type CommandContext, type CommandInput, defineCommand } from '../command.ts'
import { EXIT_CODES } from '../exit-codes.ts'
import { cleanLine } from '../terminal/clean-text.ts'
import { formatTable } from '../terminal/format-table.ts'
import { formatTokens, formatValue } from '../terminal/format-values.ts'
import type { Terminal } from '../terminal/terminal.ts'

const options = {
  provider: { type: 'string', value: '<id>', summary: 'only models of this provider' },
  all: { type: 'boolean', summary: 'retired models too' },
  root: ROOT_OPTION,
  json: JSON_OPTION,
} as const

/** `htmlgraph models` */
export const models: Command = defineCommand({
  name: 'models',
  summary: 'list the models of the registered providers',
  positionals: [],
  description:
    'Lists the models that the registered providers know, with prices where a price book is installed. A provider takes\n' +
    'other names as well: lists age, and its CLI knows better.',
  options,
  examples: [
    ['htmlgraph models', 'all that can be used'],
    ['htmlgraph models --provider claude --all', 'retired ones too, with their successors'],
  ],
  run,
})

/** A model, who takes it, and what it costs today in US dollars per million tokens. */
interface ListedModel extends ModelSpec {
  readonly provider: string
  readonly rates: ModelRates | null
}

async function run(
  { values }: CommandInput<typeof options>,
  { cwd, terminal }: CommandContext,
): Promise<number> {
  const { discoverRegistry, getProvider } = await import('@htmlgraph/core')
  const registry = discoverRegistry({ cwd: directoryOf(values.root, cwd) ?? cwd })
  const providers =
    values.provider === undefined
      ? [...registry.providers.values()]
      : [getProvider(registry, values.provider)]
  const { pricing } = registry
  const now = new Date()
  const listed = providers.flatMap(({ id: provider, models: specs }) =>
    specs
      .filter(({ status }) => values.all || status !== 'retired')
      .map((spec): ListedModel => {
        const names = [spec.id, ...(spec.logicalNames ?? [])]
        const rates = names.map((name) => pricing?.findRates(name, now) ?? null)
        return { provider, ...spec, rates: rates.find((found) => found !== null) ?? null }
      }),
  )
  if (values.json) terminal.printJson({ priceVersion: pricing?.version ?? null, models: listed })
  else if (listed.length === 0) throw new UsageError('No provider is registered that has models.')
  else print(listed, pricing?.version ?? null, terminal)
  return EXIT_CODES.success
}

function print(
  listed: readonly ListedModel[],
  priceVersion: string | null,
  terminal: Terminal,
): void {
  const [titles = '', ...rows] = formatTable(
    [
      { title: 'PROVIDER' },
      { title: 'MODEL' },
      { title: 'ALSO' },
      { title: 'CLASS' },
      { title: 'CONTEXT', align: 'right' },
      { title: 'IN', align: 'right' },
      { title: 'CACHED', align: 'right' },
      { title: 'OUT', align: 'right' },
      { title: 'STATUS' },
    ],
    listed.map(row),
  )
  terminal.print([terminal.paint('bold', titles), ...rows].join('\n'))
  terminal.print(
    priceVersion === null
      ? '\nNo prices: no price book is installed (@htmlgraph/provider-cost).'
      : `\nPrices in US dollars per million tokens, version ${cleanLine(priceVersion)}.`,
  )
}

function row({ provider, rates, ...spec }: ListedModel): string[] {
  const others = [...(spec.aliases ?? []), ...(spec.logicalNames ?? [])]
  return [
    cleanLine(provider),
    cleanLine(spec.id),
    cleanLine(others.join(', ')),
    spec.class,
    formatTokens(spec.contextWindow),
    ...[rates?.input, rates?.cachedInput, rates?.output].map((rate) => formatValue(rate ?? null)),
    cleanLine(statusOf(spec)),
  ]
}

function statusOf({ status, retiresOn, successor }: ModelSpec): string {
  const until = retiresOn === undefined ? status : `${status} ${retiresOn}`
  return successor === undefined ? until : `${until}, then ${successor}`
}
