import { randomUUID } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, isAbsolute, join, relative, sep } from 'node:path'
import { type CommandFile, HtmlGraphError } from '../contract/index.ts'

/** For the user alone. */
export const PRIVATE_DIRECTORY = 0o700
/** For the user alone. */
export const PRIVATE_FILE = 0o600

/** Names a private directory that does not exist yet. */
export function planRunDirectory(): string {
  return join(tmpdir(), `htmlgraph-${randomUUID()}`)
}

/** Whether a name is one that {@link planRunDirectory} gives. */
export function isRunDirectory(name: string): boolean {
  return /^htmlgraph-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(name)
}

/** Makes the private directory of a run. It must not exist: a name that somebody else made is not ours. */
export function createRunDirectory(path: string): void {
  mkdirSync(path, { mode: PRIVATE_DIRECTORY })
}

/**
 * Removes a run's directory with all that is in it.
 * What cannot be removed stays among the system's temporary files: no reason to lose the result of a run.
 */
export function removeRunDirectory(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true })
  } catch {}
}

/**
 * Writes the files of a command.
 *
 * @throws HG_PROVIDER_INVALID for a path outside of the run's directory.
 */
export function writeCommandFiles(files: readonly CommandFile[], directory: string): void {
  for (const { path, content } of files) {
    assertInside(path, directory)
    mkdirSync(dirname(path), { recursive: true, mode: PRIVATE_DIRECTORY })
    writeFileSync(path, content, { mode: PRIVATE_FILE, flag: 'wx' })
  }
}

/** @throws HG_PROVIDER_INVALID for a path outside of the run's directory. */
export function assertInside(path: string, directory: string): void {
  const way = relative(directory, path)
  if (way !== '' && way.split(sep)[0] !== '..' && isAbsolute(path) && !isAbsolute(way)) return
  throw new HtmlGraphError({
    code: 'HG_PROVIDER_INVALID',
    message: `The provider asked for the file ${path}; expected a path inside paths.run.`,
    details: { path, directory },
  })
}
