import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The repository's root. */
export const root: string = join(import.meta.dirname, '../../..')

/** A page of this repository, by its path from the root. */
export function readPage(path: string): string {
  return readFileSync(join(root, path), 'utf8')
}

/** The code block that follows the bold name of its file. */
export function findCode(page: string, file: string): string {
  const title = `**\`${file}\`**`
  const [, after] = page.split(title)
  const code = after && /```\w+\n([\s\S]*?)```/.exec(after)?.[1]
  if (code) return code
  throw new Error(`the page has no code block after ${title}`)
}
