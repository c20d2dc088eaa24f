import { existsSync, readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { MANIFEST } from './package-manifest.ts'

/** The package people install globally, and beside which providers may lie. */
const COMMAND_PACKAGE = 'htmlgraph'

/**
 * The directory whose `node_modules` holds the installed `htmlgraph` that is running; `null` when what runs
 * was not installed that way. With several on the way up it is the outermost: the innermost may be
 * a package manager's own storage.
 *
 * @param runningFrom Where the running code lies.
 */
export function findInstallation(runningFrom: string): string | null {
  const outermost = pathsAbove(runningFrom)
    .filter((directory) => basename(directory) === 'node_modules')
    .findLast((directory) => existsSync(join(directory, COMMAND_PACKAGE, MANIFEST)))
  return outermost === undefined ? null : dirname(outermost)
}

/** The names in one scope of `<directory>/node_modules`, sorted. */
export function installedInScope(directory: string, scope: string): string[] {
  const folder = join(directory, 'node_modules', scope)
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .sort()
    .map((name) => `${scope}/${name}`)
}

function pathsAbove(start: string): string[] {
  const above = dirname(start)
  return above === start ? [start] : [start, ...pathsAbove(above)]
}
