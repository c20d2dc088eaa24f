import { statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

const WRITABLE_BY_ALL = 0o002

/** `start` and the directories above it, nearest first, without those that belong to everybody. */
export function ancestors(start: string): string[] {
  const directories: string[] = []
  let directory = resolve(start)
  while (directories.at(-1) !== directory) {
    directories.push(directory)
    directory = dirname(directory)
  }
  return directories.filter((candidate) => !isShared(candidate))
}

/**
 * Whether anybody may put files here, as in `/tmp`; a sticky bit does not prevent that. Windows has no such modes.
 * A configuration found there could be another user's, and it would be executed.
 */
export function isShared(directory: string): boolean {
  if (process.platform === 'win32') return false
  const mode = statSync(directory, { throwIfNoEntry: false })?.mode ?? 0
  return (mode & WRITABLE_BY_ALL) !== 0
}
