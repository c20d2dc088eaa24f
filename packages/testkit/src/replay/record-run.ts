import { spawn } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { readRecording } from './read-recording.ts'
import type { Recording } from './recording.ts'
import { replaceBytes } from './replace-bytes.ts'

/** What {@link recordRun} takes. */
export interface RecordInit {
  /** The program to run: a path, or a name on PATH. */
  readonly executable: string
  /** @default [] */
  readonly args?: readonly string[] | undefined
  /** Its whole environment. @default PATH alone */
  readonly env?: Readonly<Record<string, string>> | undefined
  /** @default process.cwd() */
  readonly cwd?: string | undefined
  /** Its input, which is ended after it. @default none */
  readonly stdin?: string | undefined
  /** The folder to write; what an earlier recording left there is replaced. */
  readonly directory: string
  /** Remarks to keep, such as `version=1.2.3`. @default [] */
  readonly notes?: readonly string[] | undefined
  /** Texts to put in place of others in everything that is written, such as paths of this machine. @default {} */
  readonly rewrite?: Readonly<Record<string, string>> | undefined
  /** Milliseconds until the program is killed, which the recording then says. @default 120_000 */
  readonly timeoutMs?: number | undefined
}

const SECRET_NAME = /KEY|TOKEN|SECRET|PASSWORD|CREDENTIAL/i

/**
 * Runs a program and writes what it did as a recording. The values of variables that look like secrets are
 * written as `not-recorded`, wherever they occur.
 *
 * @throws Error when the program cannot be started.
 */
export async function recordRun(init: RecordInit): Promise<Recording> {
  const env = init.env ?? { PATH: process.env.PATH ?? '' }
  const ended = await runToEnd(init, env)
  const secrets = Object.entries(env).filter(
    ([name, value]) => SECRET_NAME.test(name) && value !== '',
  )
  const rewrite = [
    ...secrets.map(([, value]) => [value, 'not-recorded'] as const),
    ...Object.entries(init.rewrite ?? {}),
  ]
  const notes = (init.notes ?? []).map((note) => `# ${note}`)
  const files = {
    argv: joinLines([init.executable, ...(init.args ?? [])]),
    env: joinLines([...notes, ...Object.entries(env).map((pair) => pair.join('='))]),
    ...(init.stdin === undefined ? {} : { stdin: init.stdin }),
    ...ended,
  }
  const directory = resolve(init.directory)
  mkdirSync(directory, { recursive: true })
  rmSync(join(directory, 'stdin'), { force: true })
  for (const [file, content] of Object.entries(files)) {
    writeFileSync(join(directory, file), replaceBytes(Buffer.from(content), rewrite))
  }
  return readRecording(directory)
}

function joinLines(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('')
}

interface EndedRun {
  readonly stdout: Buffer
  readonly stderr: Buffer
  readonly exit: string
}

async function runToEnd(init: RecordInit, env: NodeJS.ProcessEnv): Promise<EndedRun> {
  const child = spawn(init.executable, init.args ?? [], { cwd: init.cwd, env })
  const stdout: Buffer[] = []
  const stderr: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk))
  // A program may end without reading its input; how it ended is what counts.
  child.stdin.on('error', () => {}).end(init.stdin)
  let isKilledByUs = false
  const timer = setTimeout(() => {
    isKilledByUs = child.kill('SIGKILL')
  }, init.timeoutMs ?? 120_000)
  const { promise, resolve: settle, reject } = Promise.withResolvers<string>()
  child.on('error', reject).on('close', (code, signal) => {
    const remark = isKilledByUs ? ' (killed by our timeout)' : ''
    settle(signal === null ? `${code}\n` : `signal ${signal}${remark}\n`)
  })
  const exit = await promise.finally(() => clearTimeout(timer))
  return { stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr), exit }
}
