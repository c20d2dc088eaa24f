import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { ancestors } from './ancestors.ts'
import { findWorkspaceRoot } from './find-workspace-root.ts'
import { MANIFEST } from './package-manifest.ts'

/** The names a configuration may have; the first that is there is read. */
export const CONFIG_FILES = [
  'htmlgraph.config.ts',
  'htmlgraph.config.mjs',
  'htmlgraph.config.js',
  'htmlgraph.config.json',
] as const

const OWN_MARKERS = [...CONFIG_FILES, '.htmlgraph']
const MARKERS = [...OWN_MARKERS, MANIFEST, '.git']

/**
 * The directory that holds a project's records and configuration.
 *
 * It is the nearest one, from `cwd` upwards, with an `htmlgraph.config.*`, a `.htmlgraph`, a `package.json`
 * or a `.git`. A package of a workspace that has none of the first two belongs to the workspace's root.
 * Without any of these it is `cwd`. Directories that everybody may write, as `/tmp`, do not count.
 * Nothing is executed.
 */
export function findProjectRoot(cwd: string): string {
  const nearest = ancestors(cwd).find((directory) => holds(directory, MARKERS))
  if (nearest === undefined) return resolve(cwd)
  if (holds(nearest, OWN_MARKERS)) return nearest
  return findWorkspaceRoot(nearest) ?? nearest
}

/** The nearest directory with a `package.json`, from `cwd` upwards; `null` when there is none. */
export function findPackageDirectory(cwd: string): string | null {
  return ancestors(cwd).find((directory) => holds(directory, [MANIFEST])) ?? null
}

function holds(directory: string, names: readonly string[]): boolean {
  return names.some((name) => existsSync(join(directory, name)))
}
