import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type CommandOverlay, HtmlGraphError } from '../contract/index.ts'
import { assertInside, PRIVATE_DIRECTORY, PRIVATE_FILE } from './run-directory.ts'

type JsonObject = Readonly<Record<string, unknown>>

/** A comment, or a text that may look as if it held one. */
const COMMENT_OR_TEXT = /("(?:\\.|[^"\\])*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g

/**
 * Makes a directory of the user's as a run shall see it. The user's own is changed in nothing but that the
 * directories a CLI keeps there exist.
 *
 * @throws HG_CONFIG_INVALID when a file that shall be changed holds no JSON object.
 * @throws HG_PROVIDER_INVALID for a path outside of the run's directory.
 */
export function writeOverlay(overlay: CommandOverlay, directory: string): void {
  const { path, of, changes, directories = [] } = overlay
  assertInside(path, directory)
  for (const name of directories) keepDirectory(join(of, name))
  mkdirSync(path, { recursive: true, mode: PRIVATE_DIRECTORY })
  for (const entry of readEntries(of)) {
    if (Object.hasOwn(changes, entry.name)) continue
    // Only Windows asks what a link is for; a junction needs no right that users lack there.
    const kind = entry.isDirectory() ? 'junction' : 'file'
    symlinkSync(join(of, entry.name), join(path, entry.name), kind)
  }
  for (const [name, change] of Object.entries(changes)) {
    assertInside(join(path, name), path)
    const content = JSON.stringify(merge(readObject(join(of, name)), change))
    writeFileSync(join(path, name), content, { mode: PRIVATE_FILE, flag: 'wx' })
  }
}

/** Where it cannot be made, as in a home directory that nobody may write, the CLI has one for this run alone. */
function keepDirectory(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: PRIVATE_DIRECTORY })
  } catch {}
}

function readEntries(directory: string): ReturnType<typeof list> {
  try {
    return list(directory)
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}

const list = (directory: string) => readdirSync(directory, { withFileTypes: true })

function isMissing(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')
}

function readObject(path: string): JsonObject {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if (isMissing(error)) return {}
    throw error
  }
  try {
    const value: unknown = JSON.parse(text.replace(COMMENT_OR_TEXT, '$1'))
    if (isObject(value)) return value
  } catch {}
  throw new HtmlGraphError({
    code: 'HG_CONFIG_INVALID',
    message: `${path} cannot be read; expected a JSON object, with comments at the most.`,
    hint: 'Correct the file: without it the run would lose your settings.',
    details: { path },
  })
}

function merge(base: JsonObject, change: JsonObject): JsonObject {
  const changed = Object.entries(change).map(([key, value]) => {
    const before = Object.hasOwn(base, key) ? base[key] : undefined
    if (isObject(before) && isObject(value)) return [key, merge(before, value)]
    return [key, Array.isArray(before) && Array.isArray(value) ? [...before, ...value] : value]
  })
  return { ...base, ...Object.fromEntries(changed) }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
