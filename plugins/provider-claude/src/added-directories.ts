import { realpathSync } from 'node:fs'
import { isAbsolute, relative, resolve, sep } from 'node:path'
import { HtmlGraphError, type RunPaths, type RunRequest } from '@htmlgraph/core/provider'
import type { ClaudeOptions } from './options.ts'

type Request = RunRequest<ClaudeOptions>

/**
 * The directories of `addDirs` as absolute paths, read as Claude Code reads them: without blanks at the ends, `~` for
 * the home directory.
 *
 * @throws HG_ACCESS_REFUSED when one holds the working directory or the home directory and the access has limits.
 */
export function addedDirectories(request: Request, paths: RunPaths): readonly string[] {
  const { access, cwd, options } = request
  const directories = options.addDirs.map((given) => {
    const path = given.trim().replace(/^~(?=\/|$)/, () => paths.home)
    return resolve(cwd, path).trim()
  })
  if (access !== 'full-access') directories.forEach((path) => void assertNarrow(path, cwd, paths))
  return directories
}

/** Says which directories beside the working directory the run reaches. */
export function addedDirectoryWarnings(request: Request, paths: RunPaths): string[] {
  if (request.access === 'full-access') return []
  const others = addedDirectories(request, paths).filter((path) => !holds(request.cwd, path))
  if (others.length === 0) return []
  const reach = request.access === 'read-only' ? 'readable' : 'writable'
  return [`addDirs makes more than the working directory ${reach}: ${others.join(', ')}.`]
}

function assertNarrow(path: string, cwd: string, { home }: RunPaths): void {
  const isAroundCwd = holds(path, cwd) && !holds(cwd, path)
  if (!isAroundCwd && (!holds(path, home) || holds(cwd, path))) return
  throw new HtmlGraphError({
    code: 'HG_ACCESS_REFUSED',
    message: `claude: addDirs has ${JSON.stringify(path)}, which holds the ${isAroundCwd ? 'working' : 'home'} directory; expected directories beside or inside the working directory.`,
    hint: 'Name the directories that are needed, or ask for access "full-access".',
    details: { provider: 'claude', option: 'addDirs', received: path, cwd },
  })
}

/** Whether one directory is or contains the other, after symbolic links. */
function holds(outer: string, inner: string): boolean {
  const way = relative(realPath(outer), realPath(inner))
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}

/** A path that leads nowhere stays as it is: it can hold no directory that exists. */
function realPath(path: string): string {
  try {
    return realpathSync.native(path)
  } catch {
    return resolve(path)
  }
}
