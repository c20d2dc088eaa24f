import { directoryOf, JSON_OPTION } from '../arguments/shared-options.ts'
import { UsageError } from '../arguments/usage-error.ts'
import { type Command, type CommandContext, type CommandInput, defineCommand } from '../command.ts'
import { EXIT_CODES } from '../exit-codes.ts'

const options = {
  live: { type: 'boolean', summary: 'use the real agents that are installed; may cost money' },
  yes: { type: 'boolean', summary: 'with --live: do not ask' },
  root: {
    type: 'string',
    value: '<directory>',
    summary: 'where the records go; default .htmlgraph-demo',
  },
  json: JSON_OPTION,
} as const

/** `htmlgraph demo` */
export const demo: Command = defineCommand({
  name: 'demo',
  summary: 'see it work: four and more tasks in parallel, offline and free',
  positionals: [],
  description:
    'Shows the main job: several tasks, delegated in parallel to agents, each with an HTML record.\n' +
    'By default the agents are offline: real processes that replay recorded sessions of real agents through the\n' +
    'real provider code. They need no account, no key and no agent, and cost nothing.',
  options,
  examples: [
    ['htmlgraph demo', 'offline, free, a few seconds'],
    ['htmlgraph demo --json', 'the same as data'],
    [
      'htmlgraph demo --live',
      'names the installed agents, asks, then runs four small read-only tasks',
    ],
  ],
  run,
})

async function run(
  { values }: CommandInput<typeof options>,
  context: CommandContext,
): Promise<number> {
  if (values.yes && !values.live) throw new UsageError('--yes is only for --live.')
  const { HeadlessSpawner } = await import('@htmlgraph/core')
  const { demoData, isAsExpected, makePlan, printDemo, runPlan } = await import('../workings.ts')
  const spawner = new HeadlessSpawner({ cwd: context.cwd, env: context.env })
  const { live: isLive, yes: isConfirmed, json: isQuiet } = values
  using plan = await makePlan({ isLive, isConfirmed, isQuiet }, spawner, context)
  if (plan === null) return EXIT_CODES.failed
  const root = directoryOf(values.root ?? '.htmlgraph-demo', context.cwd) ?? context.cwd
  const { directory, results } = await runPlan({ plan, spawner, root, isQuiet, context })
  if (context.signal.aborted) {
    context.terminal.note(`Stopped. Records: ${directory}`)
    return EXIT_CODES.failed
  }
  const report = { mode: plan.mode, directory, results }
  if (values.json) context.terminal.printJson(demoData(report))
  else printDemo(report, context.terminal)
  return isAsExpected(report) ? EXIT_CODES.success : EXIT_CODES.failed
}
