import type { RunFailure } from '../contract/index.ts'
import { buildEnvironment } from './build-environment.ts'
import { ByteTail, lastBytes } from './byte-tail.ts'
import type { StopReason } from './process-job.ts'
import type { Executable } from './resolve-executable.ts'
import { startProcess } from './start-process.ts'

const TAIL_BYTES = 8 * 1024

/** A program of the user's that is run to its end. */
export interface ProgramInit {
  readonly executable: Executable
  readonly args: readonly string[]
  readonly cwd: string
  /** The environment the program's is made from, by the base list. */
  readonly baseEnv: NodeJS.ProcessEnv
  /** Variables beside those. */
  readonly env: Readonly<Record<string, string>>
  /** Milliseconds. */
  readonly timeoutMs: number
  readonly signal: AbortSignal
}

/** How it ended. */
export interface ProgramEnd {
  readonly exitCode: number | null
  readonly signal: string | null
  readonly stopReason: StopReason | null
  /** The last 8 KiB of both outputs, secrets removed; `''` when it printed nothing. */
  readonly tail: string
  readonly durationMs: number
}

/** Runs a program with nothing on standard input, and leaves nothing of it behind. */
export async function runProgram(
  init: ProgramInit,
): Promise<ProgramEnd | { readonly failure: RunFailure }> {
  const { executable, args, cwd, timeoutMs, signal } = init
  const { env, secrets } = buildEnvironment({
    ...{ base: init.baseEnv, allowed: [], command: {}, request: init.env, cwd },
  })
  const job = { executable: executable.path, argv0: executable.argv0, args, cwd, env, secrets }
  const start = await startProcess({ ...job, stdin: '', timeoutMs, idleTimeoutMs: null })
  if ('failure' in start) return start
  const program = start.started
  const cancel = (): void => program.stop('cancelled')
  signal.addEventListener('abort', cancel, { once: true })
  if (signal.aborted) cancel()
  const printed = new ByteTail(TAIL_BYTES)
  for await (const line of program.lines) printed.push(Buffer.from(`${line}\n`))
  const exit = await program.exit
  signal.removeEventListener('abort', cancel)
  const { exitCode, signal: endSignal, stopReason, durationMs } = exit
  const all = Buffer.from(`${printed.text()}${exit.stderrTail}`)
  const tail = lastBytes(all, TAIL_BYTES).trim()
  return { exitCode, signal: endSignal, stopReason, tail, durationMs }
}
