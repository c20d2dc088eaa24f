import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createFakeExecutable, type FakeExecutable } from './fake-executable.ts'
import { readRecording } from './read-recording.ts'
import type { Recording } from './recording.ts'
import { replaceBytes } from './replace-bytes.ts'
import { REPLAY_PROGRAM, type ReplayPlan } from './replay-program.ts'

/** What {@link createReplayExecutable} takes. */
export interface ReplayInit {
  /** The folder of a recorded run, or the run itself. */
  readonly recording: string | Recording
  /** Where to put the executable; made when it is missing. @default a private temporary directory */
  readonly directory?: string | undefined
  /** The command's name. @default the name of the recorded program */
  readonly name?: string | undefined
  /** What `--version` prints before ` (replay)`. @default the note `version=…` of the recording, else 'unrecorded' */
  readonly version?: string | undefined
  /** Milliseconds over which the recorded lines are spread. @default 0 */
  readonly durationMs?: number | undefined
  /** Texts to put in place of others in what was recorded, such as a session id. @default {} */
  readonly substitute?: Readonly<Record<string, string>> | undefined
  /** Print everything and then go on running until a signal comes. @default false */
  readonly stayAlive?: boolean | undefined
}

/** What one start of a replay was given. */
export interface ReplayInvocation {
  readonly pid: number
  readonly cwd: string
  readonly args: readonly string[]
  readonly stdin: string
  /** The names of its environment variables, sorted. Values may be secrets and are not kept. */
  readonly environment: readonly string[]
}

/** An executable that behaves as a recorded run did. */
export interface ReplayExecutable extends FakeExecutable {
  /** Every start so far that read its input to the end, oldest first. */
  invocations(): readonly ReplayInvocation[]
}

/**
 * Turns a recorded run into an executable that behaves like it: it reads its input to the end, prints what was
 * recorded line by line, and ends with the recorded code or signal. Told `--version`, it says that it is a replay.
 *
 * @throws Error when the folder holds no recording.
 */
export function createReplayExecutable(init: ReplayInit): ReplayExecutable {
  const recording =
    typeof init.recording === 'string' ? readRecording(init.recording) : init.recording
  const fake = createFakeExecutable({
    script: REPLAY_PROGRAM,
    name: init.name ?? programName(recording),
    directory: init.directory,
  })
  const planFile = join(fake.directory, 'replay.json')
  const invocationsFile = join(fake.directory, 'invocations.jsonl')
  writeFileSync(planFile, JSON.stringify(planReplay(recording, init)))
  const dispose = (): void => {
    for (const file of [planFile, invocationsFile]) rmSync(file, { force: true })
    fake.dispose()
  }
  return {
    ...fake,
    invocations: () => readInvocations(invocationsFile),
    dispose,
    [Symbol.dispose]: dispose,
  }
}

function planReplay(recording: Recording, init: ReplayInit): ReplayPlan {
  const substitute = Object.entries(init.substitute ?? {})
  const note = recording.notes.find((text) => text.startsWith('version='))
  return {
    version: `${init.version ?? note?.slice('version='.length) ?? 'unrecorded'} (replay)`,
    stdout: replaceBytes(recording.stdout, substitute).toString('base64'),
    stderr: replaceBytes(recording.stderr, substitute).toString('base64'),
    code: 'code' in recording.exit ? recording.exit.code : null,
    signal: 'signal' in recording.exit ? recording.exit.signal : null,
    durationMs: init.durationMs ?? 0,
    stayAlive: init.stayAlive ?? false,
  }
}

function programName(recording: Recording): string {
  const program = recording.argv[0]?.split(/[\\/]/).at(-1) ?? ''
  return /^[\w.-]+$/.test(program) ? program : 'replay'
}

function readInvocations(file: string): ReplayInvocation[] {
  if (!existsSync(file)) return []
  const lines = readFileSync(file, 'utf8').split('\n')
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as ReplayInvocation)
}
