import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The name of a package's manifest. */
export const MANIFEST = 'package.json'

const DEPENDENCY_FIELDS = ['dependencies', 'devDependencies', 'optionalDependencies'] as const

/** What is needed of a `package.json`. */
export interface PackageManifest {
  /** The names of its direct dependencies, sorted. */
  readonly dependencies: readonly string[]
  /** The globs of `workspaces`. */
  readonly workspaces: readonly string[]
}

/** Reads the `package.json` of a directory; `null` when it is missing or no JSON object. */
export function readManifest(directory: string): PackageManifest | null {
  const manifest = parse(readText(join(directory, MANIFEST)))
  if (!isObject(manifest)) return null
  const names = DEPENDENCY_FIELDS.flatMap((field) => Object.keys(Object(manifest[field])))
  return { dependencies: [...new Set(names)].sort(), workspaces: workspacesOf(manifest) }
}

/** The text of a file; `''` when it cannot be read. */
export function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '')
  } catch {
    return ''
  }
}

/** npm takes a list; yarn also takes `{ packages: [...] }`. */
function workspacesOf(manifest: Readonly<Record<string, unknown>>): string[] {
  const { workspaces } = manifest
  const globs = isObject(workspaces) ? workspaces.packages : workspaces
  return Array.isArray(globs) ? globs.filter((glob) => typeof glob === 'string') : []
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
