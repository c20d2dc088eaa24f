import { statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

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
 * Whether anybody may put files here, as in `/tmp`: world-writable and sticky.
 * A configuration found there could be another user's, and it would be executed.
 */
export function isShared(directory: string): boolean {
  const mode = statSync(directory, { throwIfNoEntry: false })?.mode ?? 0
  return (mode & 0o1002) === 0o1002
}
