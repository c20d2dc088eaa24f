import { execFile } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** The version that the cases were written with. */
export const CLAUDE_VERSION = '2.1.330'

const run = promisify(execFile)

/**
 * The real Claude Code, from npm, in a folder that git ignores; installed once.
 *
 * @param folder Where installed CLIs are kept.
 * @returns The path of the program.
 * @throws Error with a sentence for people when it cannot be installed.
 */
export async function installClaude(folder: string): Promise<string> {
  const target = join(folder, `claude-code-${CLAUDE_VERSION}`)
  if (!existsSync(programIn(target))) await install(folder, target)
  const { stdout } = await run(programIn(target), ['--version'], { env: { HOME: folder } })
  if (stdout.startsWith(CLAUDE_VERSION)) return programIn(target)
  throw new Error(
    `${programIn(target)} is version ${stdout.trim()}; expected ${CLAUDE_VERSION}. Remove ${target}.`,
  )
}

/** Into a folder beside it first, so that an install that breaks off is not taken for a whole one. */
async function install(folder: string, target: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const staging = mkdtempSync(join(folder, 'installing-'))
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  const patience = ['--prefer-offline', '--fetch-retries=2', '--fetch-retry-mintimeout=500']
  const args = ['install', '--prefix', staging, ...flags, ...patience]
  try {
    await run('npm', [...args, `@anthropic-ai/claude-code@${CLAUDE_VERSION}`], { cwd: staging })
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
      `Claude Code ${CLAUDE_VERSION} could not be installed from npm; the conformance run needs it once, and the ` +
        `package registry with it. npm said:\n${said.join('\n')}`,
      { cause },
    )
  }
}

function programIn(target: string): string {
  const platform = `${process.platform}-${process.arch}${isMusl() ? '-musl' : ''}`
  const program = process.platform === 'win32' ? 'claude.exe' : 'claude'
  return join(target, 'node_modules', '@anthropic-ai', `claude-code-${platform}`, program)
}

function isMusl(): boolean {
  if (process.platform !== 'linux') return false
  const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } }
  return header.glibcVersionRuntime === undefined
}
