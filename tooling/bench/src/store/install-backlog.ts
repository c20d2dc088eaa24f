import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { execa } from 'execa'

const VERSION = '1.52.0'
const FOLDER = fileURLToPath(new URL('../../../../.bench/', import.meta.url))

/**
 * The path of backlog.md's command, in a folder that git ignores; installed once, since its program has 100 MB.
 *
 * @returns a sentence for people as `problem` when it cannot be had.
 */
export async function installBacklog(): Promise<{ path: string } | { problem: string }> {
  const target = join(FOLDER, `backlog.md-${VERSION}`)
  const path = join(target, 'node_modules', '.bin', 'backlog')
  if (existsSync(path)) return { path }
  mkdirSync(FOLDER, { recursive: true })
  // Beside it first, so that an install that breaks off is not taken for a whole one.
  const staging = mkdtempSync(join(FOLDER, 'installing-'))
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  try {
    await execa('npm', ['install', '--prefix', staging, ...flags, `backlog.md@${VERSION}`], {
      cwd: staging,
    })
    renameSync(staging, target)
    return { path }
  } catch (error) {
    rmSync(staging, { recursive: true, force: true })
    const [said = ''] = String(Reflect.get(Object(error), 'stderr') || error).split('\n')
    return { problem: `backlog.md ${VERSION} could not be installed from npm: ${said}` }
  }
}
