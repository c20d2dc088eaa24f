import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * A file of an installed package, looked for as Node does: in the `node_modules` beside `from` and beside each
 * directory above it. For the program behind a launcher that npm installed; `null` when there is none.
 *
 * @param from The real path of the launcher.
 * @param file The package and the path inside it, joined by slashes.
 */
export function findInstalled(from: string, file: string): string | null {
  const directory = dirname(from)
  const path = join(directory, 'node_modules', file)
  if (existsSync(path)) return path
  return directory === dirname(directory) ? null : findInstalled(directory, file)
}
