import { queryError } from './query-error.ts'

/** A word or phrase that is looked for. */
export interface Word {
  /** Letters and digits, with single spaces between the words of a phrase. */
  readonly text: string
  /** Whether the last word may go on. */
  readonly isPrefix: boolean
  /** Finds it in a text without accents and capitals. */
  readonly pattern: RegExp
}

/**
 * The words of a search: `fix "login page" auth*`.
 *
 * @throws HG_QUERY_INVALID when there is no letter and no digit in it.
 */
export function readWords(search: string): readonly Word[] {
  if (typeof search !== 'string') throw queryError(`search got ${typeof search}; expected words`)
  const parts = search.match(/"[^"]*"?|\S+/g) ?? []
  const words = parts.flatMap(readWord)
  if (words.length > 0) return words
  throw queryError(`search got ${JSON.stringify(search)}; expected a word, a "phrase" or begin*`)
}

function readWord(part: string): readonly Word[] {
  const words = part.match(/[\p{Letter}\p{Number}\p{Mark}\p{Co}]+/gu) ?? []
  if (words.length === 0) return []
  const isPrefix = part.endsWith('*')
  const folded = words.map((word) =>
    word
      .normalize('NFD')
      .replaceAll(/\p{Mark}/gu, '')
      .toLowerCase(),
  )
  const end = isPrefix ? '' : '(?![\\p{Letter}\\p{Number}])'
  const pattern = new RegExp(
    `(?<![\\p{Letter}\\p{Number}])${folded.join('[^\\p{Letter}\\p{Number}]+')}${end}`,
    'u',
  )
  return [{ text: words.join(' '), isPrefix, pattern }]
}
