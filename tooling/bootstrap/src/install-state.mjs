import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readWorkspace } from './workspace.mjs'

/**
 * Whether what is installed is what the lockfile and the manifests ask for.
 *
 * @typedef {'ready' | 'stale' | 'damaged'} InstallState
 */

/** @typedef {import('./workspace.mjs').Member} Member */

const linkedFields = ['dependencies', 'devDependencies']
const hashedFields = [...linkedFields, 'optionalDependencies', 'peerDependencies']
const hashedFiles = ['pnpm-lock.yaml', 'pnpm-workspace.yaml']

/**
 * `stale` is for pnpm to mend; `damaged` is not, because pnpm believes its own notes in
 * `node_modules` and not what is there.
 *
 * @param {string} root
 * @returns {InstallState}
 */
export function installState(root) {
  const stamp = readStamp(root)
  if (stamp === null) return 'stale'
  const members = readWorkspace(root)
  if (stamp.fingerprint !== fingerprint(root, members)) return 'stale'
  const isWhole = hasAllEntries(root, stamp.entries) && members.every(hasAllLinks)
  return isWhole ? 'ready' : 'damaged'
}

/**
 * Notes that the install is complete, and what it consists of.
 *
 * @param {string} root
 */
export function writeStamp(root) {
  const stamp = { fingerprint: fingerprint(root, readWorkspace(root)), entries: listEntries(root) }
  writeFileSync(stampPath(root), JSON.stringify(stamp))
}

/**
 * Changes whenever an install has something to do: with the lockfile, the settings, a
 * manifest's dependencies, or the platform that binaries were chosen for.
 *
 * @param {string} root
 * @param {Member[]} members
 */
export function fingerprint(root, members) {
  const hash = createHash('sha256').update(`${process.platform}-${process.arch}`)
  for (const file of hashedFiles) {
    const path = join(root, file)
    hash.update(`\0${file}\0`).update(existsSync(path) ? readFileSync(path) : '')
  }
  for (const { manifest } of members) {
    hash.update(JSON.stringify([manifest.name, ...hashedFields.map((field) => manifest[field])]))
  }
  return hash.digest('hex')
}

/** @param {Member} member */
function hasAllLinks({ folder, manifest }) {
  return linkedFields
    .flatMap((field) => Object.keys(manifest[field] ?? {}))
    .every((name) => existsSync(join(folder, 'node_modules', name, 'package.json')))
}

/**
 * @param {string} root
 * @param {string[]} entries
 */
function hasAllEntries(root, entries) {
  const present = new Set(listEntries(root))
  return entries.every((entry) => present.has(entry))
}

/** @param {string} root */
function listEntries(root) {
  const store = join(root, 'node_modules', '.pnpm')
  return existsSync(store) ? readdirSync(store).sort() : []
}

/** @param {string} root */
function stampPath(root) {
  return join(root, 'node_modules', '.htmlgraph-install.json')
}

/**
 * @param {string} root
 * @returns {{ fingerprint: string, entries: string[] } | null}
 */
function readStamp(root) {
  try {
    const stamp = JSON.parse(readFileSync(stampPath(root), 'utf8'))
    return typeof stamp.fingerprint === 'string' && Array.isArray(stamp.entries) ? stamp : null
  } catch {
    return null
  }
}
