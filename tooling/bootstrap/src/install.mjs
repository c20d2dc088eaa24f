import { accessSync, constants, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { withoutNpm } from './environment.mjs'
import { explainFailure } from './install-failure.mjs'
import { installState, writeStamp } from './install-state.mjs'
import { runCaptured } from './run-captured.mjs'
import { say } from './say.mjs'
import { readWorkspace } from './workspace.mjs'

/** The pnpm that installs when the user has none; package.json pins the same. */
export const pnpmVersion = '12.21.0'

// npm's own settings take 70 seconds to find out that there is no network, pnpm's ten minutes.
const npxSettings = [
  '--loglevel=error',
  '--prefer-offline',
  '--fetch-retries=2',
  '--fetch-retry-mintimeout=500',
]
const pnpmArguments = [
  'install',
  '--frozen-lockfile',
  '--config.fetch-retries=2',
  '--config.fetch-retry-mintimeout=500',
  '--config.fetch-retry-maxtimeout=3000',
]

/**
 * Installs unless what is there is complete.
 *
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 */
export async function ensureInstalled(root, env) {
  const state = installState(root)
  if (state === 'ready') return
  requireWritable(root)
  if (state === 'damaged') {
    say('node_modules is incomplete: installing afresh')
    removeModules(root)
  } else {
    say('installing the dependencies (about ten seconds the first time)')
  }
  await install(root, env)
  if (installState(root) === 'ready') return
  removeModules(root)
  await install(root, env)
}

/**
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 */
async function install(root, env) {
  const options = { cwd: root, env: withoutNpm(env) }
  const { exitCode, output } = await runCaptured(installer(env), options)
  if (exitCode !== 0) throw new Error(explainFailure(output))
  writeStamp(root)
}

/**
 * A user's own pnpm installs when it runs us; otherwise the pinned one, fetched through npx.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {string[]}
 */
export function installer(env) {
  if (env.npm_config_user_agent?.startsWith('pnpm/')) return ['pnpm', ...pnpmArguments]
  const pinned = ['npx', '--yes', ...npxSettings, '--', `pnpm@${pnpmVersion}`, ...pnpmArguments]
  // The lockfile was checked when it was made; checking each entry again takes seconds.
  return [...pinned, '--trust-lockfile']
}

/** @param {string} root */
function removeModules(root) {
  for (const { folder } of readWorkspace(root)) {
    rmSync(join(folder, 'node_modules'), { recursive: true, force: true })
  }
}

/** @param {string} root */
function requireWritable(root) {
  try {
    accessSync(root, constants.W_OK)
  } catch {
    throw new Error(
      `The dependencies cannot be installed: ${resolve(root)} is not writable for this user. ` +
        'Copy the clone to a folder of your own and run the command there.',
    )
  }
}
