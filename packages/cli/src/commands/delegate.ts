import { join } from 'node:path'
import type { Access, DelegationRecord, DelegationTask, SDK } from '@htmlgraph/core'
import { parseDuration } from '../arguments/parse-duration.ts'
import { parsePairs } from '../arguments/parse-pairs.ts'
import { readPrompt } from '../arguments/read-prompt.ts'
import { directoryOf, JSON_OPTION, ROOT_OPTION, RUN_OPTIONS } from '../arguments/shared-options.ts'
import { UsageError } from '../arguments/usage-error.ts'
import { type Command, type CommandContext, type CommandInput, defineCommand } from '../command.ts'
import { createProgress, NO_PROGRESS } from '../progress/progress.ts'
import { cleanLine, cleanText } from '../terminal/clean-text.ts'
import { exitCodeOf } from './results.ts'

const options = {
  agent: { type: 'string', value: '<role>', summary: 'who does it: coder, tester, reviewer, …' },
  'task-id': { type: 'string', value: '<id>', summary: 'default: a unique one is made' },
  provider: {
    type: 'string',
    value: '<id>',
    summary: "default: the role's, else the first registered",
  },
  ...RUN_OPTIONS,
  cwd: { ...RUN_OPTIONS.cwd, summary: "the agent's working directory; default: the project" },
  'task-type': { type: 'string', value: '<type>', summary: 'the kind of task, kept in the record' },
  parent: { type: 'string', value: '<task-id>', summary: 'the task that this one is a part of' },
  property: {
    type: 'string',
    multiple: true,
    value: '<key=value>',
    summary: 'a fact to keep with the record',
  },
  root: ROOT_OPTION,
  json: JSON_OPTION,
} as const

type Values = CommandInput<typeof options>['values']

/** `htmlgraph delegate` */
export const delegate: Command = defineCommand({
  name: 'delegate',
  summary: 'delegate a task to an agent and keep its record',
  positionals: ['[prompt]'],
  description:
    'Delegates a task to an agent, waits for it, prints the answer, and keeps the record.\n' +
    'The role decides what the agent may change: coder, tester, writer and debugger may change files in the\n' +
    'working directory, the others may only read. The same id with the same task runs once.\n' +
    'With a prompt as argument or --file, standard input is not read.',
  options,
  examples: [
    ['htmlgraph delegate --agent reviewer "Find bugs in src/parse.ts"', 'reads, changes nothing'],
    ['htmlgraph delegate --agent coder --task-id login-1 --file task.md', 'a prompt from a file'],
    ['git diff | htmlgraph delegate --agent reviewer', 'a prompt from standard input'],
    ['htmlgraph delegate --agent writer --json -- "- begins with a dash"', 'the record as data'],
  ],
  run,
})

async function run(
  { values, positionals }: CommandInput<typeof options>,
  context: CommandContext,
): Promise<number> {
  const { terminal } = context
  const { openProject } = await import('../workings.ts')
  const sdk = openProject(values.root, context)
  const { agent } = values
  if (agent === undefined) throw await withoutRole(sdk.root)
  const task = await taskOf({ ...values, agent }, positionals[0], context)
  const known = values['task-id'] === undefined ? null : sdk.taskDelegations.get(task.taskId)
  const record = await follow(sdk, task, { context, isQuiet: values.json })
  const path = join(sdk.directory, `${record.taskId}.html`)
  if (values.json) terminal.printJson({ ...record, path })
  else {
    if (record.output) terminal.print(cleanText(record.output))
    if (known !== null)
      terminal.note(`${record.taskId} was delegated before; nothing new was started.`)
    if (record.error !== null)
      terminal.note(`${record.outcome ?? record.status}: ${cleanText(record.error)}`)
    for (const warning of record.warnings) terminal.note(`warning: ${cleanLine(warning)}`)
    terminal.note(`record: ${path}`)
  }
  return exitCodeOf(record)
}

type NamedTask = DelegationTask & { readonly taskId: string }

async function taskOf(
  values: Values & { readonly agent: string },
  argument: string | undefined,
  context: CommandContext,
): Promise<NamedTask> {
  const { createTaskId } = await import('@htmlgraph/core')
  return {
    prompt: await readPrompt({ argument, file: values.file }, context),
    agent: values.agent,
    taskId: values['task-id'] ?? createTaskId(),
    provider: values.provider,
    model: values.model,
    // Core says what it expected when it is another word.
    access: values.access as Access | undefined,
    cwd: directoryOf(values.cwd, context.cwd),
    timeoutMs: parseDuration('timeout', values.timeout),
    idleTimeoutMs: parseDuration('idle-timeout', values['idle-timeout']),
    options: parsePairs('option', values.option),
    taskType: values['task-type'],
    parent: values.parent,
    properties: parsePairs('property', values.property) as NonNullable<
      DelegationTask['properties']
    >,
  }
}

async function withoutRole(root: string): Promise<UsageError> {
  const { DEFAULT_ROLES, loadConfig } = await import('@htmlgraph/core')
  const own = loadConfig({ cwd: root }).agents
  const roles = Object.keys({ ...DEFAULT_ROLES, ...own }).map(
    (name) => `${name} (${own[name]?.access ?? DEFAULT_ROLES[name]?.access ?? 'read-only'})`,
  )
  return new UsageError(
    'There is no --agent: which role shall do it decides what it may change.',
    `Add one of ${roles.join(', ')}.`,
  )
}

async function follow(
  sdk: SDK,
  task: NamedTask,
  { context, isQuiet }: { context: CommandContext; isQuiet: boolean },
): Promise<DelegationRecord> {
  const { signal, terminal } = context
  const { taskId } = task
  signal.throwIfAborted()
  using progress = isQuiet
    ? NO_PROGRESS
    : createProgress([{ taskId, label: cleanLine(`${taskId} ${task.agent}`) }], terminal)
  await sdk.delegate(task, { onEvent: progress.see })
  const abandoned = Promise.withResolvers<never>()
  const onAbort = (): void => {
    // A run of another process is not ours to stop; we only stop waiting.
    if (!sdk.cancel(taskId, String(signal.reason))) abandoned.reject(signal.reason)
  }
  signal.addEventListener('abort', onAbort, { once: true })
  if (signal.aborted) onAbort()
  try {
    const record = await Promise.race([sdk.waitFor(taskId), abandoned.promise])
    progress.settle(record)
    return record
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}
