import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/**
 * Fails a case that needs Claude Code's own sandbox where its programs are missing: a case that is left out would
 * look like one that holds.
 *
 * @throws Error that tells how to install them.
 */
export function requireSandbox(): void {
  if (process.platform !== 'linux') return
  const missing = ['bwrap', 'socat'].filter((program) => !isOnPath(program))
  if (missing.length === 0) return
  throw new Error(
    `${missing.join(' and ')} not found: Claude Code holds commands in the working directory with bubblewrap and socat. ` +
      'Install them: sudo apt-get install bubblewrap socat',
  )
}

function isOnPath(program: string): boolean {
  const directories = (process.env.PATH ?? '').split(delimiter)
  return directories.some((directory) => {
    try {
      accessSync(join(directory, program), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}
