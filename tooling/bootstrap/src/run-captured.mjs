import { spawn } from 'node:child_process'
import { forwardSignals } from './forward-signals.mjs'

/**
 * How a program that the user did not ask for by name has ended.
 *
 * @typedef {object} Captured
 * @property {number} exitCode
 * @property {string} output Both streams, in the order in which they came.
 */

/**
 * Runs a tool without showing what it prints.
 *
 * @param {readonly string[]} command The program and its arguments.
 * @param {{ cwd: string, env: NodeJS.ProcessEnv, isLoud?: boolean }} options
 * @returns {Promise<Captured>}
 */
export function runCaptured([program = '', ...args], { cwd, env, isLoud = false }) {
  return new Promise((resolve, reject) => {
    // The tools are `.cmd` files on Windows, which only a shell starts; nothing here needs quoting.
    const shell = process.platform === 'win32'
    const child = spawn(program, args, { cwd, env, shell, stdio: ['ignore', 'pipe', 'pipe'] })
    const stopForwarding = forwardSignals(child)
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output += text
        if (isLoud) process.stderr.write(text)
      })
    }
    child.once('error', reject)
    child.once('close', (code, signal) => {
      const wasInterrupted = stopForwarding()
      if (wasInterrupted) reject(new Error(`Stopped by ${wasInterrupted}.`))
      else resolve({ exitCode: code ?? 1, output: signal ? `${output}\n${signal}` : output })
    })
  })
}
