import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkConsumer } from './check-consumer.ts'
import { type Package, readPublished, root } from './repository.ts'
import { type Check, runChecks } from './run-checks.ts'
import { problemsFrom, runTool } from './run-tool.ts'

const packages = readPublished()
const workspace = mkdtempSync(join(tmpdir(), 'htmlgraph-check-'))

try {
  const tarballs = new Map(await Promise.all(packages.map(pack)))
  await runChecks([
    ...packages.flatMap(({ manifest: { name } }) => checkTarball(name, tarballs.get(name) ?? '')),
    ...checkConsumer(workspace, packages, [...tarballs.values()]),
  ])
} finally {
  rmSync(workspace, { recursive: true, force: true })
}

/** Packs what would be published, with the workspace's ranges made real. */
async function pack({ folder, manifest }: Package): Promise<[name: string, tarball: string]> {
  const destination = join(workspace, 'tarballs', folder.replaceAll('/', '-'))
  mkdirSync(destination, { recursive: true })
  const args = ['pack', '--pack-destination', destination]
  const { exitCode, output } = await runTool('pnpm', args, join(root, folder))
  const [tarball] = readdirSync(destination)
  if (exitCode !== 0 || tarball === undefined) throw new Error(`pnpm pack in ${folder}:\n${output}`)
  return [manifest.name, join(destination, tarball)]
}

function checkTarball(name: string, tarball: string): ReadonlyArray<Check> {
  return [
    {
      title: `${name}: publint`,
      run: () => problemsFrom('publint', ['--strict', tarball], root),
    },
    {
      title: `${name}: are the types wrong`,
      run: () => problemsFrom('attw', ['--profile', 'esm-only', tarball], root),
    },
  ]
}
