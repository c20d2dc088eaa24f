import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/**
 * Fails a case that needs programs which are missing: a case that is left out would look like one that holds.
 *
 * @param reason What needs them, as the end of a sentence's first half.
 * @throws Error that tells how to install them.
 */
export function requirePrograms(programs: readonly string[], reason: string): void {
  const missing = programs.filter((program) => !isOnPath(program))
  if (missing.length === 0) return
  throw new Error(`${missing.join(' and ')} not found: ${reason}`)
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
