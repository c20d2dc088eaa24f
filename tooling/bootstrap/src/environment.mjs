import { delimiter, join } from 'node:path'

/**
 * The environment of everything that runs after the install: our Node and tools come first on
 * PATH, and what npm says about itself does not leak into pnpm or the command.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {{ root: string, nodeFolder: string | null }} places
 * @returns {NodeJS.ProcessEnv}
 */
export function childEnvironment(env, { root, nodeFolder }) {
  const kept = withoutNpm(env)
  const pathKey = Object.keys(kept).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH'
  const first = [nodeFolder, join(root, 'node_modules', '.bin')].filter((path) => path !== null)
  const rest = (kept[pathKey] ?? '').split(delimiter).filter((path) => !first.includes(path))
  return { ...kept, [pathKey]: [...first, ...rest].join(delimiter) }
}

/**
 * Drops `NODE` and `npm_*`, which describe the caller's package manager, but keeps its settings.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
export function withoutNpm(env) {
  const isKept = (/** @type {string} */ key) =>
    key !== 'NODE' && (!/^npm_/i.test(key) || /^npm_config_/i.test(key))
  return Object.fromEntries(Object.entries(env).filter(([key]) => isKept(key)))
}
