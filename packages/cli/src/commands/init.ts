import { directoryOf, JSON_OPTION } from '../arguments/shared-options.ts'
import { UsageError } from '../arguments/usage-error.ts'
import { type Command, type CommandContext, type CommandInput, defineCommand } from '../command.ts'
import { EXIT_CODES } from '../exit-codes.ts'
import type { Setup } from '../setup/plan-setup.ts'
import { cleanLine } from '../terminal/clean-text.ts'
import type { Terminal } from '../terminal/terminal.ts'

const options = {
  yes: { type: 'boolean', summary: 'do not ask' },
  root: { type: 'string', value: '<directory>', summary: 'the project; default: this directory' },
  json: { ...JSON_OPTION, summary: 'say as JSON what was done; needs --yes' },
} as const

/** `htmlgraph init` */
export const init: Command = defineCommand({
  name: 'init',
  summary: 'set up this project',
  positionals: [],
  description:
    'Sets up a project: a directory for the records, a configuration, a file with which TypeScript knows the\n' +
    'installed agents, and lines in .gitignore for what is only local. Leaves every file alone that is there.',
  options,
  examples: [
    ['htmlgraph init', 'shows what it would do, and asks'],
    ['htmlgraph init --yes', 'does it'],
  ],
  run,
})

async function run(
  { values }: CommandInput<typeof options>,
  context: CommandContext,
): Promise<number> {
  const { terminal } = context
  if (values.json && !values.yes) throw new UsageError('--json asks nobody.', 'Add --yes.')
  const { applySetup, planSetup } = await import('../workings.ts')
  const setup = planSetup(directoryOf(values.root, context.cwd) ?? context.cwd)
  if (!values.json) announce(setup, terminal)
  if (setup.steps.length > 0 && !(await isAgreed(values.yes, context))) {
    terminal.note('Nothing was written.')
    return EXIT_CODES.failed
  }
  applySetup(setup)
  if (values.json) terminal.printJson(setupData(setup))
  else terminal.print(setup.steps.length === 0 ? 'Nothing to do.' : `Done. ${NEXT}`)
  return EXIT_CODES.success
}

const NEXT = 'Next: `htmlgraph doctor` says which agents are ready.'

function announce({ root, steps, kept }: Setup, terminal: Terminal): void {
  terminal.print(`In ${cleanLine(root)}:`)
  for (const { path, effect } of steps) terminal.print(`  ${path}  ${effect}`)
  for (const path of kept) terminal.print(`  ${path}  is there and stays as it is`)
}

async function isAgreed(
  isConfirmed: boolean,
  { terminal, signal }: CommandContext,
): Promise<boolean> {
  if (isConfirmed) return true
  if (terminal.isInteractive) return terminal.confirm('Write this?', signal)
  throw new UsageError('Nobody is there to agree.', 'Add --yes to write this without being asked.')
}

function setupData({ root, steps, kept }: Setup): object {
  return { root, written: steps.map(({ path, effect }) => ({ path, effect })), kept }
}
