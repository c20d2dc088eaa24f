import type { Access, AgentResult, Run } from '@htmlgraph/core'
import { parseDuration } from '../arguments/parse-duration.ts'
import { parsePairs } from '../arguments/parse-pairs.ts'
import { readPrompt } from '../arguments/read-prompt.ts'
import { directoryOf, JSON_OPTION, ROOT_OPTION, RUN_OPTIONS } from '../arguments/shared-options.ts'
import { UsageError } from '../arguments/usage-error.ts'
import { type Command, type CommandContext, type CommandInput, defineCommand } from '../command.ts'
import { EXIT_CODES } from '../exit-codes.ts'
import { createRunPrinter } from '../run-printer.ts'

const options = {
  ...RUN_OPTIONS,
  cwd: { ...RUN_OPTIONS.cwd, summary: "the agent's working directory; default: this directory" },
  resume: { type: 'string', value: '<session-id>', summary: 'go on with an earlier session' },
  root: ROOT_OPTION,
  json: { ...JSON_OPTION, summary: 'print every event as one line of JSON, the result last' },
} as const

type Values = CommandInput<typeof options>['values']

/** `htmlgraph spawn` */
export const spawn: Command = defineCommand({
  name: 'spawn',
  summary: 'run an agent once and print its answer; keeps no record',
  positionals: ['<provider>', '[prompt]'],
  description:
    'Runs an agent once and prints its answer on standard output; what it does meanwhile goes to standard error.\n' +
    'Keeps no record: `htmlgraph delegate` does. Without --access the agent may only read.\n' +
    'With a prompt as argument or --file, standard input is not read.',
  options,
  examples: [
    ['htmlgraph spawn claude "What does this project do?"', 'reads, answers'],
    ['htmlgraph spawn claude --access workspace-write --file task.md', 'may change files here'],
    [
      'git diff | htmlgraph spawn claude --model haiku --timeout 2m',
      'a prompt from standard input',
    ],
    ['htmlgraph spawn claude --json -- "--help is my prompt"', 'events as JSON lines'],
  ],
  run,
})

async function run(
  { values, positionals }: CommandInput<typeof options>,
  context: CommandContext,
): Promise<number> {
  const { HeadlessSpawner, nameHint } = await import('@htmlgraph/core')
  const [provider, argument] = positionals
  const cwd = directoryOf(values.root, context.cwd) ?? context.cwd
  const spawner = new HeadlessSpawner({ cwd, env: context.env })
  const known = [...spawner.registry.providers.keys()]
  if (provider === undefined) throw new UsageError('There is no provider.', nameHint('', known))
  const canStream = spawner.registry.providers.get(provider)?.capabilities.stream === true
  const started = spawner.spawn({
    provider,
    ...(await requestOf(values, argument, context)),
    stream: canStream && (values.json || context.terminal.isOutputLive),
  })
  return exitCodeOf(values.json ? await printJson(started, context) : await print(started, context))
}

async function requestOf(values: Values, argument: string | undefined, context: CommandContext) {
  return {
    prompt: await readPrompt({ argument, file: values.file }, context),
    model: values.model,
    // Core says what it expected when it is another word.
    access: values.access as Access | undefined,
    cwd: directoryOf(values.cwd, context.cwd) ?? context.cwd,
    resume: values.resume,
    timeoutMs: parseDuration('timeout', values.timeout),
    idleTimeoutMs: parseDuration('idle-timeout', values['idle-timeout']),
    signal: context.signal,
    options: parsePairs('option', values.option),
  }
}

async function printJson(started: Run, { terminal }: CommandContext): Promise<AgentResult> {
  for await (const event of started) terminal.printJson(event)
  const result = await started
  terminal.printJson({ type: 'result', ...result })
  return result
}

async function print(started: Run, { terminal }: CommandContext): Promise<AgentResult> {
  const printer = createRunPrinter(terminal)
  for await (const event of started) printer.see(event)
  const result = await started
  printer.finish(result)
  return result
}

function exitCodeOf(result: AgentResult): number {
  if (result.success) return EXIT_CODES.success
  return result.error.kind === 'not-installed' ? EXIT_CODES.environment : EXIT_CODES.failed
}
