import { realpathSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, isAbsolute, relative } from 'node:path'

const WRITABLE_BY_ALL = 0o002

/** A directory of PATH, and why no program is taken from it. */
export interface PathEntry {
  /** Real path; of a directory that does not exist, as it was written. */
  readonly directory: string
  /** Ends a sentence that begins with the directory; `null` when the directory is safe. */
  readonly problem: string | null
}

/**
 * The directories of a PATH in which programs may be looked for, as they were written: absolute, not writable by
 * everybody, not inside the working directory.
 */
export function safePathEntries(path: string | undefined, cwd: string): string[] {
  const judge = createJudge(cwd)
  return split(path).filter((entry) => judge(entry).problem === null)
}

/** Every directory of a PATH, judged. */
export function judgePathEntries(path: string | undefined, cwd: string): PathEntry[] {
  return split(path).map(createJudge(cwd))
}

function split(path: string | undefined): string[] {
  return path ? path.split(delimiter) : []
}

/**
 * Safe is what is absolute, not writable by everybody, and not inside the working directory, where the agent or a
 * repository could have put a program of that name.
 *
 * A working directory that holds the home directory is no repository: there only it itself is left out, since
 * `~/.local/bin` and the like are where people install things.
 */
function createJudge(cwd: string): (entry: string) => PathEntry {
  const workspace = realpathOrNull(cwd) ?? cwd
  const isRepository = !isInside(homedir(), workspace)
  return (entry) => {
    const directory = isAbsolute(entry) ? realpathOrNull(entry) : null
    if (directory === null) return { directory: entry, problem: describeUnusable(entry) }
    if (directory === workspace || (isRepository && isInside(directory, workspace))) {
      return { directory, problem: 'is inside the working directory' }
    }
    return { directory, problem: isWritableByAll(directory) ? 'is writable by everybody' : null }
  }
}

function describeUnusable(entry: string): string {
  return isAbsolute(entry) ? 'does not exist' : 'is not an absolute path'
}

/** A sticky bit, as /tmp has it, still lets everybody add a program. Windows has no such modes. */
function isWritableByAll(directory: string): boolean {
  return process.platform !== 'win32' && (statSync(directory).mode & WRITABLE_BY_ALL) !== 0
}

function isInside(path: string, directory: string): boolean {
  const way = relative(directory, path)
  return way === '' || !(way.startsWith('..') || isAbsolute(way))
}

function realpathOrNull(path: string): string | null {
  try {
    return realpathSync(path)
  } catch {
    return null
  }
}
