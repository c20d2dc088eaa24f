import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** The oldest Node that everything after the install runs on. */
export const oldestNode = '22.18.0'

/**
 * The folder of the Node 24 that was installed for this platform, or `null` when the Node that
 * runs this is new enough to go on with.
 *
 * @param {string} root
 * @returns {string | null}
 */
export function requireNode(root) {
  const platform = `${process.platform}-${process.arch}`
  const folder = join(root, 'node_modules', `node-${platform}`, 'bin')
  if (hasLoader() && existsSync(join(folder, 'node'))) return folder
  if (isAtLeast(process.versions.node, oldestNode)) return null
  throw new Error(
    `Everything past the install runs on Node ${oldestNode} or newer, and no Node could be installed ` +
      `for ${platform}; this is ${process.version}. Install Node 24 from https://nodejs.org and run the command again.`,
  )
}

/**
 * @param {string} version Without a `v`.
 * @param {string} least Without a `v`.
 */
export function isAtLeast(version, least) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [leastMajor = 0, leastMinor = 0] = least.split('.').map(Number)
  return major > leastMajor || (major === leastMajor && minor >= leastMinor)
}

// The Linux packages are linked against glibc: they do not start on Alpine or NixOS.
function hasLoader() {
  if (process.platform !== 'linux') return true
  return process.arch === 'x64'
    ? existsSync('/lib64/ld-linux-x86-64.so.2')
    : existsSync('/lib/ld-linux-aarch64.so.1')
}
