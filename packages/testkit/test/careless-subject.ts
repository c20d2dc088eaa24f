import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import type { Readable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import { compose, defineMiddleware, type Spawner } from '@htmlgraph/core'
import {
  type AgentResult,
  type AgentResultBase,
  type Collected,
  createRunError,
  type Middleware,
  NOTHING_COLLECTED,
  type Provider,
  type RunFailure,
  type SpawnRequest,
} from '@htmlgraph/core/provider'
import { onTestFinished } from 'vitest'
import { createRequest } from '../src/conformance/create-request.ts'
import { Subject, type SubjectSpawner } from '../src/conformance/subject.ts'

/** Memory that was taken before may be used again, so that it does not grow; but no string holds a gigabyte. */
const TOO_MUCH = /MiB of memory|Invalid string length/

/** The cases that have to notice it, each with what it has to say. */
export const CARELESS: readonly (readonly [name: string, reason: RegExp])[] = [
  ['environment-allowed', /variables that nobody listed/],
  ['start-missing', /ENOENT/],
  ['start-too-big', /E2BIG/],
  ['model-name', /instead of rejecting/],
  ['path-hijack', /where a program was run from/],
  ['input-ended', /outcome: 'completed'/],
  ['input-unread', /EPIPE/],
  ['output-noise', TOO_MUCH],
  ['output-events', TOO_MUCH],
  ['output-line', TOO_MUCH],
  ['output-bytes', /\ufffd/],
  ['cancel-leaves-nothing', /still running/],
  ['cancel-stubborn', /still running/],
  ['timeout-leaves-nothing', /still running/],
  ['success-leaves-nothing', /still running/],
  ['secrets-printed', /keys in (?:events|the result)/],
  ['secrets-recorded', /keys in the record/],
  ['secrets-collected', /keys in the files/],
]

const PATIENCE_MS = 10_000

/** A provider whose agents are spawned without core, by somebody who has not been bitten yet. */
export class CarelessSubject extends Subject {
  override spawner(init: SubjectSpawner = {}): Spawner {
    const env = { ...process.env, HOME: this.temporaryDirectory(), ...init.variables }
    return compose(super.spawner(init), spawnCarelessly(this.provider, env))
  }
}

/**
 * The whole environment is passed on, PATH is searched as it is, input that nobody waits for is not ended, output is one
 * string of Latin-1, only the first process is asked to end and nobody looks whether it does, and no key is taken out.
 */
function spawnCarelessly(provider: Provider, env: Readonly<Record<string, string>>): Middleware {
  return defineMiddleware(async function* (request) {
    const { command, child } = start(provider, env, request)
    const output = textOf(child.stdout)
    const errors = textOf(child.stderr)
    const failed = new Promise<never>((_, reject) => {
      for (const part of [child, child.stdin]) part.on('error', reject)
    })
    child.stdin.write(command.stdin ?? '')
    if (request.timeoutMs === undefined) child.stdin.end()
    yield { type: 'process-start', pid: child.pid ?? 0, provider: provider.id }
    const silent = delay(PATIENCE_MS)
    await Promise.race([once(child.stdout, 'data'), once(child, 'exit'), silent, failed])
    yield { type: 'message', text: output() }
    const outcome = await Promise.race([whyEnded(child, request), failed])
    const collected = { ...NOTHING_COLLECTED, text: output(), files: readBack(command) }
    const exit = { exitCode: child.exitCode, signal: child.signalCode, stderrTail: errors() }
    const { failure, warnings = [] } = provider.finish(exit, collected, createRequest(provider))
    const error = failure ?? KINDS[outcome] ?? (exit.exitCode === 0 ? null : agentError(errors()))
    const seen = { output: output(), errors: errors(), warnings, pid: child.pid ?? null }
    return {
      ...describe(provider.id, seen),
      success: error === null,
      outcome: error === null || outcome !== 'completed' ? outcome : 'failed',
      error: error === null ? null : createRunError(error, false),
    } as AgentResult
  })
}

const KINDS: Readonly<Partial<Record<AgentResult['outcome'], RunFailure>>> = {
  'timed-out': { kind: 'timeout', message: 'too late' },
  cancelled: { kind: 'cancelled', message: 'cancelled' },
}
const agentError = (message: string): RunFailure => ({ kind: 'agent-error', message })

function textOf(stream: Readable): () => string {
  const chunks: string[] = []
  stream.setEncoding('latin1').on('data', (text: string) => chunks.push(text))
  return () => chunks.join('')
}

interface Seen {
  readonly output: string
  readonly errors: string
  readonly warnings: readonly string[]
  readonly pid: number | null
}

function describe(provider: string, { output, errors, warnings, pid }: Seen): AgentResultBase {
  return {
    provider,
    response: output,
    truncated: false,
    outputFile: null,
    stderrTail: errors,
    pid,
    warnings,
    tokensUsed: null,
    usage: [],
    cost: null,
    costBasis: 'unknown',
    billing: 'unknown',
    requestedModel: null,
    model: null,
    access: 'read-only',
    sessionId: null,
    exitCode: 0,
    signal: null,
    startedAt: new Date().toISOString(),
    durationMs: 1,
    structured: null,
    rawOutput: [],
    denials: [],
    verifications: [],
    fileChanges: [],
    attempts: [],
  }
}

function start(
  provider: Provider,
  env: Readonly<Record<string, string>>,
  request: SpawnRequest,
): { command: ReturnType<Provider['command']>; child: ChildProcessWithoutNullStreams } {
  const { prompt, model = null, resume = null, cwd } = request
  const paths = { run: '/nowhere', home: env.HOME ?? '', env }
  const command = provider.command(createRequest(provider, { prompt, model, resume }), paths)
  const program = request.executable ?? provider.executable.command
  const child = spawn(program, [...command.args], { cwd, env: { ...env, ...request.env } })
  onTestFinished(() => void child.kill('SIGKILL'))
  return { command, child }
}

async function whyEnded(
  child: ChildProcessWithoutNullStreams,
  { signal, timeoutMs }: SpawnRequest,
): Promise<AgentResult['outcome']> {
  const limitMs = Math.min(timeoutMs ?? PATIENCE_MS, PATIENCE_MS)
  const aborted = new Promise((resolve) => signal?.addEventListener('abort', resolve))
  const outcome = await Promise.race([
    once(child, 'exit').then(() => 'completed' as const),
    aborted.then(() => 'cancelled' as const),
    delay(limitMs).then(() => 'timed-out' as const),
  ])
  if (outcome !== 'completed') child.kill()
  return outcome
}

function readBack({ collect = [] }: ReturnType<Provider['command']>): Collected['files'] {
  const found = collect.filter(({ path }) => existsSync(path))
  return new Map(found.map(({ name, path }) => [name, readFileSync(path, 'utf8')]))
}
