import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** The program as source, which Node runs as it is. */
export const CLI: string = fileURLToPath(new URL('../src/main.ts', import.meta.url))

/** How the program is started. */
export interface CliInit {
  readonly cwd: string
  readonly env?: NodeJS.ProcessEnv | undefined
  /** @default '' (ended at once) */
  readonly stdin?: string | undefined
  /** Another file than the source. */
  readonly program?: string | undefined
  /** Closes standard output after the first bytes of it, as `head` does. @default false */
  readonly readsOnlyOnce?: boolean | undefined
  /** Hears standard error as it comes, for example to send a signal in time. */
  readonly onNote?: ((text: string, kill: (signal: NodeJS.Signals) => void) => void) | undefined
}

/** What it printed and how it ended. */
export interface CliResult {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs `htmlgraph` as a process of its own. */
export async function runCli(args: readonly string[], init: CliInit): Promise<CliResult> {
  const child = spawn(process.execPath, [init.program ?? CLI, ...args], {
    cwd: init.cwd,
    env: init.env ?? process.env,
  })
  child.stdin.on('error', () => {})
  child.stdin.end(init.stdin ?? '')
  let stdout = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    stdout += chunk
    if (init.readsOnlyOnce === true) child.stdout.destroy()
  })
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk
    init.onNote?.(stderr, (signal) => child.kill(signal))
  })
  const ended = new Promise<Pick<CliResult, 'code' | 'signal'>>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => resolve({ code, signal }))
  })
  return { ...(await ended), stdout, stderr }
}
