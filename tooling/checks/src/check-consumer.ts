import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Package, readManifest, root } from './repository.ts'
import type { Check } from './run-checks.ts'
import { problemsFrom, runTool } from './run-tool.ts'

/** Entry points that a project without vitest cannot import, because they define tests. */
const needsVitest: ReadonlySet<string> = new Set(['@htmlgraph/testkit'])

/**
 * What a user sees: the tarballs installed by npm into an empty project outside the workspace.
 *
 * @param workspace A scratch folder.
 * @param packages What was packed.
 * @param tarballs Paths of the packed packages.
 */
export function checkConsumer(
  workspace: string,
  packages: ReadonlyArray<Package>,
  tarballs: ReadonlyArray<string>,
): ReadonlyArray<Check> {
  const project = createProject(workspace)
  const entries = packages.flatMap(entryPoints)
  const install = ['install', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error']
  return [
    {
      title: 'npm installs the tarballs',
      run: () => problemsFrom('npm', [...install, ...tarballs, typesOfNode()], project),
    },
    { title: 'npx htmlgraph --version', run: () => checkVersion(project) },
    ...entries
      .filter((entry) => !needsVitest.has(entry))
      .map((entry) => ({ title: `import of ${entry}`, run: () => checkImport(project, entry) })),
    { title: 'types of every entry point', run: () => checkTypes(project, entries) },
  ]
}

function createProject(workspace: string): string {
  const project = join(workspace, 'project')
  mkdirSync(project)
  writeFileSync(join(project, 'package.json'), '{ "name": "consumer", "type": "module" }')
  return project
}

/** What can be imported, `@htmlgraph/core/provider` for `./provider`. */
function entryPoints({ manifest }: Package): ReadonlyArray<string> {
  return Object.keys(manifest.exports ?? {})
    .filter((path) => path !== './package.json')
    .map((path) => `${manifest.name}${path.slice(1)}`)
}

function typesOfNode(): string {
  return `@types/node@${readManifest('.').devDependencies?.['@types/node']}`
}

async function checkVersion(project: string): Promise<ReadonlyArray<string>> {
  const { version } = readManifest('packages/cli')
  const { exitCode, output } = await runTool(
    'npx',
    ['--no', '--', 'htmlgraph', '--version'],
    project,
  )
  if (exitCode === 0 && output.includes(version)) return []
  return [`exit code ${exitCode}, expected ${version}, got:\n${output}`]
}

// Both ways in: discovery loads plugins with `require`.
function checkImport(project: string, entry: string): Promise<ReadonlyArray<string>> {
  const script = `
    import { createRequire } from 'node:module'
    await import('${entry}')
    createRequire(process.cwd() + '/x.js')('${entry}')`
  return problemsFrom('node', ['--input-type=module', '--eval', script], project)
}

function checkTypes(
  project: string,
  entries: ReadonlyArray<string>,
): Promise<ReadonlyArray<string>> {
  const lines = entries.map((entry, index) => `export type * as T${index} from '${entry}'`)
  writeFileSync(join(project, 'consumer.ts'), `${lines.join('\n')}\n`)
  const settings = '--noEmit --strict --module nodenext --target es2023 --types node --skipLibCheck'
  return problemsFrom(
    join(root, 'node_modules/.bin/tsc'),
    [...settings.split(' '), 'consumer.ts'],
    project,
  )
}
