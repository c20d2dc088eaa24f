import { existsSync, readFileSync } from 'node:fs'
import { type JsonObject, parseObject } from './read-json.ts'

/**
 * The object in a JSON file of a CLI, without its lines of comment. Empty when there is no file, `null` when it holds
 * none that can be understood.
 */
export function readConfig(path: string): JsonObject | null {
  if (!existsSync(path)) return {}
  return parseObject(
    readFileSync(path, 'utf8')
      .replaceAll(/^\s*\/\/.*$/gm, '')
      .trim(),
  )
}
