import { runCaptured } from './run-captured.mjs'
import { say } from './say.mjs'

const turbo = ['turbo', 'run', 'build', '--output-logs=errors-only', '--log-order=grouped']
const quiet = { TURBO_TELEMETRY_DISABLED: '1', TURBO_NO_UPDATE_NOTIFIER: '1', DO_NOT_TRACK: '1' }
const noticeAfterMs = 1000

/**
 * Builds every package whose sources have changed.
 *
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 * @param {boolean} isLoud Shows what the build prints even when it succeeds.
 */
export async function build(root, env, isLoud) {
  const notice = setTimeout(() => say('building the packages'), noticeAfterMs)
  const options = { cwd: root, env: { ...env, ...quiet }, isLoud }
  const { exitCode, output } = await runCaptured(turbo, options).finally(() => clearTimeout(notice))
  if (exitCode === 0) return
  if (!isLoud) process.stderr.write(output)
  throw new Error('The build failed; what it printed stands above.')
}
