import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import type { Readable } from 'node:stream'
import {
  type ProcessExit,
  type ProcessJob,
  type RunningProcess,
  startProcess,
} from '../src/runner/index.ts'

/** A job with no deadlines and a short grace. */
export function createJob(
  executable: string,
  args: readonly string[],
  init: Partial<ProcessJob> = {},
): ProcessJob {
  return {
    executable,
    args,
    env: { PATH: '/usr/bin:/bin' },
    cwd: tmpdir(),
    stdin: '',
    timeoutMs: null,
    idleTimeoutMs: null,
    secrets: [],
    killGraceMs: 200,
    ...init,
  }
}

/** Runs a script with `/bin/sh`. */
export function shell(script: string, init: Partial<ProcessJob> = {}): ProcessJob {
  return createJob('/bin/sh', ['-c', script], init)
}

/** Runs a CommonJS program with the Node of the test. */
export function node(program: string, init: Partial<ProcessJob> = {}): ProcessJob {
  return createJob(process.execPath, ['-e', program], init)
}

/** Starts what must be startable. */
export async function start(job: ProcessJob): Promise<RunningProcess> {
  const outcome = await startProcess(job)
  if ('failure' in outcome) throw new Error(outcome.failure.message)
  return outcome.started
}

/** All that came of a process that was read to its end. */
export interface FinishedProcess extends ProcessExit {
  readonly lines: readonly string[]
  readonly mark: string
}

export async function runToEnd(job: ProcessJob): Promise<FinishedProcess> {
  const started = await start(job)
  const lines = await readAll(started)
  return { ...(await started.exit), lines, mark: started.mark }
}

/** The lines of a process that have not been read yet. */
export async function readAll(started: RunningProcess): Promise<string[]> {
  const lines: string[] = []
  for await (const line of started.lines) lines.push(line)
  return lines
}

/** The next line of a process; reading goes on from there. */
export async function nextLine(started: RunningProcess): Promise<string | undefined> {
  const { value } = await started.lines[Symbol.asyncIterator]().next()
  return value
}

/** The pids of living processes that carry `mark` in their environment, found without the code under test. */
export function findLeftOver(mark: string): string[] {
  return readdirSync('/proc').filter(
    (name) => /^\d+$/.test(name) && readOrEmpty(`/proc/${name}/environ`).includes(mark),
  )
}

/** A zombie that nobody has waited for is dead. */
export function isAlive(pid: number): boolean {
  const stat = readOrEmpty(`/proc/${pid}/stat`)
  return stat !== '' && !/^Z|^X/.test(stat.slice(stat.lastIndexOf(')') + 2))
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'latin1')
  } catch {
    return ''
  }
}

/** How an orchestrator in a process of its own ended. */
export interface OrchestratorEnd {
  readonly code: number | null
  readonly signal: string | null
  readonly output: string
  readonly errors: string
}

/** Runs an ES module that finds the runner's exports as `runner` and the helpers of this file as `helpers`. */
export function runOrchestrator(program: string): Promise<OrchestratorEnd> {
  const runner = new URL('../src/runner/index.ts', import.meta.url).href
  const source = `
    import * as runner from ${JSON.stringify(runner)}
    import * as helpers from ${JSON.stringify(import.meta.url)}
    ${program}
  `
  const args = ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', source]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  const [output, errors] = [textOf(child.stdout), textOf(child.stderr)]
  return new Promise((resolve) => {
    child.on('close', (code, signal) =>
      resolve({ code, signal, output: output(), errors: errors() }),
    )
  })
}

function textOf(stream: Readable): () => string {
  let text = ''
  stream.setEncoding('utf8').on('data', (piece: string) => {
    text += piece
  })
  return () => text
}
