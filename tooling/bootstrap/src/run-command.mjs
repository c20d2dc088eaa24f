import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { forwardSignals } from './forward-signals.mjs'

/**
 * Runs what the user asked for, on the user's own terminal.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv }} options
 * @returns {Promise<number>} The exit code; 128 and the signal's number when a signal ended it.
 */
export function runCommand(program, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...options, stdio: 'inherit' })
    const stopForwarding = forwardSignals(child)
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      stopForwarding()
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 0))
    })
  })
}
