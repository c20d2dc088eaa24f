import { execFile } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import type { AgentCli, InstalledCli } from './agent-cli.ts'

const run = promisify(execFile)

/**
 * A real CLI from npm, in a folder that git ignores; installed once.
 *
 * @param folder Where installed CLIs are kept.
 * @throws Error with a sentence for people when it cannot be installed.
 */
export async function installCli(cli: AgentCli, folder: string): Promise<InstalledCli> {
  const { version, program = `node_modules/.bin/${cli.id}` } = cli.package
  const target = join(folder, `${cli.id}-${version}`)
  const executable = join(target, program)
  if (!existsSync(executable)) await install(cli, folder, target)
  const cache = join(target, 'cache')
  mkdirSync(cache, { recursive: true })
  const PATH = [dirname(process.execPath), process.env.PATH].join(':')
  const env = { PATH, HOME: cache, XDG_CACHE_HOME: cache }
  const { stdout } = await run(executable, ['--version'], { env })
  if (namesVersion(stdout, version)) return { cli, executable, cache }
  throw new Error(`${executable} is ${stdout.trim()}; expected ${version}. Remove ${target}.`)
}

function namesVersion(text: string, version: string): boolean {
  return text.split(/[\s()]+/).some((word) => word === version || word === `${version}.`)
}

/** Into a folder beside it first, so that an install that breaks off is not taken for a whole one. */
async function install(cli: AgentCli, folder: string, target: string): Promise<void> {
  const { name, version, omitsOptional = false } = cli.package
  mkdirSync(folder, { recursive: true })
  const staging = mkdtempSync(join(folder, 'installing-'))
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  const patience = ['--prefer-offline', '--fetch-retries=2', '--fetch-retry-mintimeout=500']
  const omit = omitsOptional ? ['--omit=optional'] : []
  const args = ['install', '--prefix', staging, ...flags, ...patience, ...omit]
  try {
    await run('npm', [...args, `${name}@${version}`], { cwd: staging })
    // A temporary directory is its owner's alone; a checkout may be used by several.
    chmodSync(staging, 0o755)
    rmSync(target, { recursive: true, force: true })
    renameSync(staging, target)
  } catch (cause) {
    rmSync(staging, { recursive: true, force: true })
    const said = String((cause as { stderr?: unknown }).stderr ?? cause)
      .trim()
      .split('\n', 4)
    throw new Error(
      `${cli.name} ${version} could not be installed from npm; the conformance run needs it once, and the ` +
        `package registry with it. npm said:\n${said.join('\n')}`,
      { cause },
    )
  }
}
