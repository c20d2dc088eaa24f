import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * A member of the workspace.
 *
 * @typedef {object} Member
 * @property {string} folder Absolute path.
 * @property {Record<string, any>} manifest Its package.json.
 */

/**
 * The workspace's root and members, read as far as the install depends on them.
 *
 * @param {string} root
 * @returns {Member[]}
 */
export function readWorkspace(root) {
  const folders = memberGroups(readFileSync(join(root, 'pnpm-workspace.yaml'), 'utf8'))
    .map((group) => join(root, group))
    .filter((group) => existsSync(group))
    .flatMap((group) =>
      readdirSync(group)
        .sort()
        .map((name) => join(group, name)),
    )
  return [root, ...folders]
    .filter((folder) => existsSync(join(folder, 'package.json')))
    .map((folder) => ({ folder, manifest: readManifest(folder) }))
}

/**
 * The folders whose children are members: the `- name/*` lines.
 *
 * @param {string} yaml
 */
export function memberGroups(yaml) {
  return [...yaml.matchAll(/^\s+- ['"]?([\w-]+)\/\*['"]?\s*$/gm)].map(([, group = '']) => group)
}

/** @param {string} folder */
function readManifest(folder) {
  const path = join(folder, 'package.json')
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    throw new Error(`${path} is not valid JSON; repair it and run the command again.`)
  }
}
