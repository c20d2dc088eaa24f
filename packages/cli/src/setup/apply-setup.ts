import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { unwritable } from '../unwritable.ts'
import type { Setup } from './plan-setup.ts'

/**
 * Writes what a project lacks. A file that has come into being meanwhile is not overwritten.
 *
 * @throws HG_STORE_UNWRITABLE naming the first path that could not be written.
 */
export function applySetup({ root, steps }: Setup): void {
  for (const { path, text, isAddition } of steps) {
    const target = join(root, path)
    try {
      if (text === null) mkdirSync(target, { mode: 0o700 })
      else if (isAddition) appendFileSync(target, text)
      else writeFileSync(target, text, { flag: 'wx' })
    } catch (error) {
      throw unwritable(target, error)
    }
  }
}
