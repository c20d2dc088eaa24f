import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository's root, without a slash at its end. */
export const root: string = fileURLToPath(new URL('../../..', import.meta.url)).replace(
  /[/\\]$/,
  '',
)

/** What the checks read of a package.json. */
export interface Manifest {
  name: string
  version: string
  private?: boolean
  exports?: Record<string, unknown>
  bin?: Record<string, string>
  dependencies?: Record<string, string>
  devDependencies?: Record<string, string>
  peerDependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
  [field: string]: unknown
}

/** A workspace package and where it lies. */
export interface Package {
  /** Relative to the root. */
  folder: string
  manifest: Manifest
}

/** Every package of the workspace, the root first. */
export function readPackages(): ReadonlyArray<Package> {
  const folders = ['packages', 'plugins', 'tooling'].flatMap((group) =>
    readdirSync(join(root, group)).map((name) => `${group}/${name}`),
  )
  return ['.', ...folders]
    .filter((folder) => existsSync(join(root, folder, 'package.json')))
    .map((folder) => ({ folder, manifest: readManifest(folder) }))
}

/** The packages that are published. */
export function readPublished(): ReadonlyArray<Package> {
  return readPackages().filter(({ manifest }) => manifest.private !== true)
}

/** The package.json of a folder below the root. */
export function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Manifest
}
