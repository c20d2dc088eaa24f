import { closeSync, openSync, readSync, type Stats, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { RunFailure } from '../contract/index.ts'
import type { ProcessJob } from './process-job.ts'

/** The machine has no room for another process just now; later it may. */
const SHORTAGES: Readonly<Record<string, string>> = {
  EAGAIN: 'the limit of processes is reached (EAGAIN); see `ulimit -u`',
  EMFILE: 'this process has too many open files (EMFILE); see `ulimit -n`',
  ENFILE: 'the machine has too many open files (ENFILE)',
  ENOMEM: 'there is not enough memory (ENOMEM)',
  ETXTBSY: 'the program is just being written, as by an update (ETXTBSY)',
}

/** Why a spawn failed, from the system's error code, which alone is ambiguous. */
export function describeSpawnFailure(code: string, job: ProcessJob): RunFailure {
  const shortage = SHORTAGES[code]
  if (shortage !== undefined) {
    const message = `${job.executable} could not be started: ${shortage}. Run fewer at a time, or try again later.`
    return { kind: 'agent-error', message, retryable: true }
  }
  if (code === 'E2BIG') return describeTooBig(job)
  return describeDirectory(job) ?? describeFile(job) ?? describeUnknown(code, job)
}

function describeTooBig({ executable, args, env }: ProcessJob): RunFailure {
  const argumentBytes = args.reduce((sum, argument) => sum + Buffer.byteLength(argument) + 1, 0)
  const longest = Object.entries(env).sort(([, one], [, other]) => other.length - one.length)[0]
  const message =
    `${executable} could not be started: its arguments (${argumentBytes} bytes) and environment are too big (E2BIG; ` +
    `Linux takes 128 KiB for one argument or variable). The longest variable is ${longest?.[0] ?? 'none'}. ` +
    'Pass long text by standard input or in a file.'
  return { kind: 'agent-error', message, retryable: false }
}

function describeDirectory({ cwd }: ProcessJob): RunFailure | null {
  const stat = statOrNull(cwd)
  if (stat?.isDirectory()) return null
  const what = stat === null ? 'does not exist any more' : 'is not a directory'
  const message = `The working directory ${cwd} ${what}. Create it, or give another cwd.`
  return { kind: 'agent-error', message, retryable: false }
}

function describeFile({ executable }: ProcessJob): RunFailure | null {
  const stat = statOrNull(executable)
  if (stat === null) {
    return notInstalled(`${executable} does not exist. Install it again, or correct the path.`)
  }
  if (!stat.isFile()) {
    return notInstalled(`${executable} is not a file. Give the path of the program itself.`)
  }
  if ((stat.mode & 0o111) === 0 && process.platform !== 'win32') {
    return notInstalled(`${executable} is not executable. Run: chmod +x '${executable}'`)
  }
  return describeInterpreter(executable)
}

/** The system says "no such file" of a script whose interpreter is missing. */
function describeInterpreter(executable: string): RunFailure | null {
  const interpreter = /^#!\s*(\S+)/.exec(readHead(executable))?.[1]
  if (interpreter === undefined) return null
  if (statOrNull(interpreter)?.isFile()) return null
  const message =
    `${executable} needs the interpreter ${interpreter}, which does not exist. ` +
    'Install that, or correct the first line of the script.'
  return notInstalled(message)
}

function describeUnknown(code: string, { executable }: ProcessJob): RunFailure {
  const message =
    code === 'ENOENT'
      ? `${executable} exists but cannot be loaded: it was built for another system, or its loader is missing.`
      : `${executable} could not be started (${code}). Check the permissions of it and of ${dirname(executable)}.`
  return notInstalled(message)
}

function notInstalled(message: string): RunFailure {
  return { kind: 'not-installed', message, retryable: false }
}

/** Also `null` for what may not be looked at. */
function statOrNull(path: string): Stats | null {
  try {
    return statSync(path)
  } catch {
    return null
  }
}

function readHead(path: string): string {
  const head = Buffer.alloc(256)
  try {
    const file = openSync(path, 'r')
    try {
      return head.toString('utf8', 0, readSync(file, head))
    } finally {
      closeSync(file)
    }
  } catch {
    return ''
  }
}
