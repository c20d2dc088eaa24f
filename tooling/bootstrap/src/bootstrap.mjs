import { fileURLToPath } from 'node:url'
import { build } from './build.mjs'
import { findCommand } from './commands.mjs'
import { childEnvironment } from './environment.mjs'
import { ensureInstalled } from './install.mjs'
import { withLock } from './lock.mjs'
import { requireNode } from './node-runtime.mjs'
import { runCommand } from './run-command.mjs'
import { say } from './say.mjs'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/**
 * Installs and builds what is needed, then runs the command in its place.
 *
 * @param {string[]} argv The command's name, then its own arguments.
 */
export async function bootstrap([name, ...args]) {
  try {
    const command = findCommand(name)
    const env = await withLock(root, () => prepare(command.isLoud ?? false))
    if (command.run.length === 0) return
    process.exitCode = await runCommand('node', [...command.run, ...args], { cwd: root, env })
  } catch (error) {
    say(error instanceof Error ? error.message : String(error))
    process.exitCode = 1
  }
}

/** @param {boolean} isLoud */
async function prepare(isLoud) {
  await ensureInstalled(root, process.env)
  const env = childEnvironment(process.env, { root, nodeFolder: requireNode(root) })
  await build(root, env, isLoud)
  return env
}
