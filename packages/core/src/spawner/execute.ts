import type { AgentResult, RunEvent } from '../contract/index.ts'
import {
  beforeDeath,
  buildEnvironment,
  collectFiles,
  createRedaction,
  createRunDirectory,
  type RunningProcess,
  removeRunDirectory,
  resolveExecutable,
} from '../runner/index.ts'
import { describeAbort } from './abort-reason.ts'
import { assembleResult } from './assemble-result.ts'
import { Collector } from './collector.ts'
import { LastWord } from './last-word.ts'
import { type Observation, observeNothing } from './observation.ts'
import type { PreparedRun } from './prepare.ts'
import { RawRecorder } from './raw-recorder.ts'
import { type Launch, openOutputFile, startAgent } from './start-agent.ts'
import { untilStuck } from './until-stuck.ts'

/** The same generator all the way: events out, one value at the end. */
type Steps<Value> = AsyncGenerator<RunEvent, Value, undefined>

/** What stays the same while a run goes on. */
interface RunScope {
  readonly prepared: PreparedRun
  /** The environment the child's is made from. */
  readonly env: NodeJS.ProcessEnv
  /** Asks the run to stop. */
  readonly signal: AbortSignal
}

/** Runs what was prepared: yields its events, returns its result; never throws for what the agent does. */
export async function* execute(scope: RunScope): Steps<AgentResult> {
  const startedAt = new Date()
  const observation = scope.signal.aborted
    ? observeNothing({ stopCause: 'cancelled', stopMessage: describeAbort(scope.signal) })
    : yield* observe(scope)
  return assembleResult(scope.prepared, startedAt, observation)
}

async function* observe(scope: RunScope): Steps<Observation> {
  const { provider, request, command, common, paths } = scope.prepared
  const executable = resolveExecutable({
    provider: provider.id,
    spec: provider.executable,
    override: common.executable,
    cwd: request.cwd,
    env: scope.env,
  })
  if ('failure' in executable) return observeNothing({ failure: executable.failure })
  const child = buildEnvironment({
    base: scope.env,
    allowed: provider.environment,
    command: command.env ?? {},
    request: common.env,
    cwd: request.cwd,
  })
  createRunDirectory(paths.run)
  const forget = beforeDeath(() => removeRunDirectory(paths.run))
  try {
    const outputFile = openOutputFile(common.outputDirectory, child.secrets)
    const start = await startAgent(scope.prepared, { executable, child, outputFile })
    if ('started' in start) return yield* follow(scope, start.started, { child, outputFile })
    outputFile?.remove()
    return observeNothing({ failure: start.failure })
  } finally {
    forget()
    removeRunDirectory(paths.run)
  }
}

/** Follows a running process to its end, whatever that is. */
async function* follow(
  scope: RunScope,
  process: RunningProcess,
  { child: { secrets }, outputFile }: Omit<Launch, 'executable'>,
): Steps<Observation> {
  const { provider, request, command } = scope.prepared
  const collector = new Collector()
  const raw = new RawRecorder(request.outputJson)
  const redact = createRedaction(secrets)
  const lastWord = new LastWord(process)
  const cancel = (): void => process.stop('cancelled')
  scope.signal.addEventListener('abort', cancel, { once: true })
  if (scope.signal.aborted) cancel()
  let parseError: unknown = null
  try {
    yield { type: 'process-start', pid: process.pid, provider: provider.id }
    const events = provider.parse(raw.record(process.lines), request)
    for await (const said of untilStuck(events, process.exit)) {
      const event = redact(said)
      lastWord.see(event)
      collector.add(event)
      yield event
    }
  } catch (error) {
    parseError = error
    process.stop('finished')
  }
  const exit = await process.exit
  lastWord.close()
  scope.signal.removeEventListener('abort', cancel)
  const warnings = [...raw.warnings, ...(outputFile?.problem ? [outputFile.problem] : [])]
  const files = collectFiles(command.collect ?? [], collector.sessionId, secrets)
  return {
    ...lastWord.cause(exit, scope),
    failure: null,
    pid: process.pid,
    outputFile: outputFile?.path ?? null,
    exit,
    collected: collector.collect(files),
    hasWorkStarted: collector.hasWorkStarted,
    rawOutput: raw.events,
    isTruncated: collector.isTruncated || warnings.length > 0 || exit.longLines > 0,
    warnings,
    parseError,
    secrets,
  }
}
