import { dirname, join, matchesGlob, relative, sep } from 'node:path'
import { ancestors } from './ancestors.ts'
import { readManifest, readText } from './package-manifest.ts'

/**
 * The root of the workspace that a package belongs to: the nearest directory above it whose
 * `pnpm-workspace.yaml` or `workspaces` names it. `null` when there is none.
 */
export function findWorkspaceRoot(packageDirectory: string): string | null {
  const above = ancestors(dirname(packageDirectory))
  return above.find((root) => isMember(root, packageDirectory)) ?? null
}

function isMember(root: string, packageDirectory: string): boolean {
  const path = relative(root, packageDirectory).split(sep).join('/')
  const globs = workspaceGlobs(root)
  const isNamedBy = (glob: string): boolean => matchesGlob(path, tidy(glob))
  const isLeftOut = globs.some((glob) => glob.startsWith('!') && isNamedBy(glob.slice(1)))
  return !isLeftOut && globs.some(isNamedBy)
}

// `./packages/a` and `packages/a/` mean the same as `packages/a`.
function tidy(glob: string): string {
  return glob.replace(/^\.\//, '').replace(/\/$/, '')
}

function workspaceGlobs(root: string): readonly string[] {
  const fromPnpm = readPnpmGlobs(readText(join(root, 'pnpm-workspace.yaml')))
  return fromPnpm.length > 0 ? fromPnpm : (readManifest(root)?.workspaces ?? [])
}

/** The list under `packages:`, one item a line or in brackets, with or without quotes. */
function readPnpmGlobs(yaml: string): string[] {
  const lines = yaml.split(/\r?\n/).map((line) => line.replace(/\s+#.*$|^#.*$/, ''))
  const start = lines.findIndex((line) => /^packages\s*:/.test(line))
  if (start === -1) return []
  const inline = /\[(.*)\]/.exec(lines[start] ?? '')?.[1]
  if (inline !== undefined) return inline.split(',').map(unquote)
  const rest = lines.slice(start + 1).filter((line) => line.trim() !== '')
  const end = rest.findIndex((line) => !/^\s*-\s/.test(line))
  return rest
    .slice(0, end === -1 ? undefined : end)
    .map((line) => unquote(line.replace(/^\s*-/, '')))
}

function unquote(text: string): string {
  return text.trim().replace(/^(['"])(.*)\1$/, '$2')
}
