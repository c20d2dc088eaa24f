import { realpathSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, isAbsolute, relative } from 'node:path'

const WRITABLE_BY_ALL = 0o002

/**
 * The directories of a PATH in which programs may be looked for: absolute, not writable by everybody, and not inside
 * the working directory, where the agent or a repository could have put a program of that name.
 *
 * A working directory that holds the home directory is no repository: there only it itself is left out, since
 * `~/.local/bin` and the like are where people install things.
 */
export function safePathEntries(path: string | undefined, cwd: string): string[] {
  const workspace = realpathOrNull(cwd) ?? cwd
  const isRepository = !isInside(homedir(), workspace)
  return (path ?? '').split(delimiter).filter((entry) => {
    const directory = isAbsolute(entry) ? realpathOrNull(entry) : null
    if (directory === null || directory === workspace) return false
    return !(isRepository && isInside(directory, workspace)) && isOwned(directory)
  })
}

function isOwned(directory: string): boolean {
  // A sticky bit, as /tmp has it, still lets everybody add a program. Windows has no such modes.
  return process.platform === 'win32' || (statSync(directory).mode & WRITABLE_BY_ALL) === 0
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
