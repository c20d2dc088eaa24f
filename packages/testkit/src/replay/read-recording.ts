import { readFileSync } from 'node:fs'
import { constants } from 'node:os'
import { basename, join, resolve } from 'node:path'
import type { RecordedExit, Recording } from './recording.ts'

const EXPECTED_EXIT = 'a code such as "0", or a signal such as "signal SIGTERM"'

/**
 * Reads a recorded run from its folder.
 *
 * The folder holds `argv` (one argument a line), `stdout` and `exit` (a code, or a signal's name), and may hold
 * `env` (`NAME=value` lines and `#` notes), `stdin` and `stderr`.
 *
 * @throws Error that names the folder and the file when one is missing or cannot be understood.
 */
export function readRecording(directory: string): Recording {
  const folder = resolve(directory)
  const env = readLines(folder, 'env', 'optional').filter((line) => line !== '')
  const notes = env.filter((line) => line.startsWith('#'))
  return Object.freeze({
    name: basename(folder),
    argv: readLines(folder, 'argv', 'required'),
    env: Object.fromEntries(env.filter((line) => !notes.includes(line)).map(parseVariable(folder))),
    notes: notes.map((line) => line.slice(1).trim()),
    stdin: readBytes(folder, 'stdin', 'optional'),
    stdout: readBytes(folder, 'stdout', 'required') ?? Buffer.alloc(0),
    stderr: readBytes(folder, 'stderr', 'optional') ?? Buffer.alloc(0),
    exit: parseExit(folder),
  })
}

type Presence = 'required' | 'optional'

function readBytes(folder: string, file: string, presence: Presence): Buffer | null {
  try {
    return readFileSync(join(folder, file))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    if (presence === 'optional') return null
    throw new Error(
      `recording ${folder}: it has no file "${file}"; expected argv, stdout and exit, and maybe env, stdin and stderr.`,
      { cause: error },
    )
  }
}

function readLines(folder: string, file: string, presence: Presence): string[] {
  const text = readBytes(folder, file, presence)?.toString() ?? ''
  return text === '' ? [] : text.replace(/\r?\n$/, '').split(/\r?\n/)
}

function parseVariable(folder: string): (line: string) => [string, string] {
  return (line) => {
    const end = line.indexOf('=')
    if (end > 0) return [line.slice(0, end), line.slice(end + 1)]
    throw new Error(
      `recording ${folder}: env has the line ${JSON.stringify(line)}; expected NAME=value, or a note after "#".`,
    )
  }
}

// Only the first line counts: recorders write what they remark about the run below it.
function parseExit(folder: string): RecordedExit {
  const line = readLines(folder, 'exit', 'required')[0] ?? ''
  const code = /^\d{1,3}$/.test(line) ? Number(line) : null
  if (code !== null && code < 256) return { code }
  const signal = /^(?:signal )?(SIG[A-Z0-9]+)\b/.exec(line)?.[1]
  if (signal !== undefined && signal in constants.signals)
    return { signal: signal as NodeJS.Signals }
  throw new Error(
    `recording ${folder}: exit is ${JSON.stringify(line)}; expected ${EXPECTED_EXIT}.`,
  )
}
