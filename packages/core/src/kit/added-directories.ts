import { realpathSync } from 'node:fs'
import { isAbsolute, relative, resolve, sep } from 'node:path'
import { type Access, HtmlGraphError } from '../contract/index.ts'
import { optionError } from './refuse.ts'

/** Directories that a run shall reach beside its working directory. */
export interface AddedDirectories {
  /** The provider's id and the option's name, for messages. */
  readonly provider: string
  readonly option: string
  readonly given: readonly string[]
  readonly cwd: string
  /** The home directory, for `~`. */
  readonly home: string
  readonly access: Access
  /** The character at which the CLI splits what it is given. @default none */
  readonly separator?: string | undefined
}

/**
 * Added directories as absolute paths: without blanks at the ends, `~` for the home directory, the rest from the
 * working directory.
 *
 * @throws HG_ACCESS_REFUSED when one holds the working directory or the home directory and the access has limits,
 * HG_OPTION_INVALID when the CLI would split one.
 */
export function addedDirectories(added: AddedDirectories): readonly string[] {
  const { access, cwd, given, home } = added
  const directories = given.map((directory) => {
    const path = directory.trim().replace(/^~(?=\/|$)/, () => home)
    return resolve(cwd, path).trim()
  })
  for (const path of directories) {
    assertWhole(path, added)
    if (access !== 'full-access') assertNarrow(path, added)
  }
  return directories
}

/** Says which directories beside the working directory the run reaches. */
export function addedDirectoryWarnings(added: AddedDirectories): string[] {
  const { access, cwd, option } = added
  if (access === 'full-access') return []
  const others = addedDirectories(added).filter((path) => !holdsPath(cwd, path))
  if (others.length === 0) return []
  const reach = access === 'read-only' ? 'readable' : 'writable'
  return [`${option} makes more than the working directory ${reach}: ${others.join(', ')}.`]
}

function assertWhole(received: string, { provider, option, separator }: AddedDirectories): void {
  if (separator === undefined || !received.includes(separator)) return
  throw optionError({ provider, option, received, expected: `paths without "${separator}"` })
}

function assertNarrow(path: string, { provider, option, cwd, home }: AddedDirectories): void {
  const isAroundCwd = holdsPath(path, cwd) && !holdsPath(cwd, path)
  if (!isAroundCwd && (!holdsPath(path, home) || holdsPath(cwd, path))) return
  throw new HtmlGraphError({
    code: 'HG_ACCESS_REFUSED',
    message: `${provider}: ${option} has ${JSON.stringify(path)}, which holds the ${isAroundCwd ? 'working' : 'home'} directory; expected directories beside or inside the working directory.`,
    hint: 'Name the directories that are needed, or ask for access "full-access".',
    details: { provider, option, received: path, cwd },
  })
}

/** Whether one directory is or contains the other, after symbolic links. */
export function holdsPath(outer: string, inner: string): boolean {
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
