import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'cheerio'

/** A record as a browser would see it, read without any of the code under test. */
export interface NaiveRecord {
  readonly id: string
  readonly priority: number
  readonly output: string
  readonly properties: Readonly<Record<string, number>>
}

/** The ids of all records. */
export function idsIn(directory: string): readonly string[] {
  return readdirSync(directory).map((name) => name.replace(/\.html$/, ''))
}

/** @returns What the file says, or why it is torn; `null` when there is none. */
export function readNaively(directory: string, id: string): NaiveRecord | string | null {
  const text = readOrNull(join(directory, `${id}.html`))
  if (text === null) return null
  if (!text.endsWith('</html>\n')) return `${id} has no end`
  const $ = load(text)
  const article = $('article')
  if (article.attr('id') !== id) return `${id} holds ${article.attr('id')}`
  const properties = $('[data-properties] dd')
    .toArray()
    .map((element) => [$(element).attr('data-key') ?? '', Number($(element).attr('data-value'))])
  return {
    id,
    priority: Number(article.attr('data-priority')),
    output: $('[data-output] pre').text(),
    properties: Object.fromEntries(properties) as NaiveRecord['properties'],
  }
}

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (Reflect.get(error as Error, 'code') === 'ENOENT') return null
    throw error
  }
}
