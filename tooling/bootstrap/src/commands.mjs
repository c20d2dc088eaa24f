/**
 * What each command runs once everything is installed and built.
 *
 * @typedef {object} Command
 * @property {readonly string[]} run Arguments of Node; empty when building is all there is to do.
 * @property {boolean} [isLoud] Shows what the build prints.
 */

const vitest = 'node_modules/vitest/vitest.mjs'

/** @type {Readonly<Record<string, Command>>} */
export const commands = {
  start: { run: ['packages/cli/dist/main.js', 'demo'] },
  htmlgraph: { run: ['packages/cli/dist/main.js'] },
  test: { run: [vitest, 'run', '--project', 'unit', '--project', 'types'] },
  'test:browser': { run: ['tooling/checks/src/test-browser.ts'] },
  conformance: { run: ['tooling/conformance/main.ts'] },
  bench: { run: ['tooling/bench/main.ts'] },
  crash: { run: ['tooling/crash/main.ts'] },
  replay: { run: ['tooling/replay/main.ts'] },
  lint: { run: ['tooling/checks/src/lint.ts'] },
  check: { run: ['tooling/checks/src/check-packages.ts'] },
  build: { run: [], isLoud: true },
}

/**
 * @param {string | undefined} name
 * @returns {Command}
 */
export function findCommand(name) {
  const command = new Map(Object.entries(commands)).get(name ?? '')
  if (command !== undefined) return command
  const known = Object.keys(commands).join(', ')
  throw new Error(`The bootstrap knows no command "${name ?? ''}"; expected one of ${known}.`)
}
