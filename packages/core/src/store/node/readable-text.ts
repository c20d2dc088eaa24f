import { childrenOf, findElement, type ParsedElement, textOf } from '../document/parse-elements.ts'

/** Marks the element whose text counts to the last space. */
export const EXACT_TEXT = 'data-text'

const BLOCKS = new Set([
  ...['address', 'article', 'aside', 'blockquote', 'br', 'dd', 'details', 'div', 'dl', 'dt'],
  ...['figure', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'li', 'ol', 'p', 'pre', 'section'],
  ...['summary', 'table', 'tr', 'ul'],
])
const UNSEEN = new Set(['script', 'style', 'template'])

/** What a section says: its text to the last space when we wrote it, else what a browser would show below its heading. */
export function contentText(section: ParsedElement): string {
  const exact = findElement(section, ({ attributes }) => attributes[EXACT_TEXT] !== undefined)
  // As a browser does: the first line feed of a `pre` is not a part of it.
  if (exact !== undefined) return textOf(exact).replace(/^\n/, '')
  const heading = headingOf(section)
  return section.content
    .filter((item) => item !== heading)
    .map(readable)
    .join('')
    .replaceAll(/[ \t]+\n/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
}

/** The heading that a section begins with. */
export function headingOf(section: ParsedElement): ParsedElement | null {
  const [first] = childrenOf(section)
  return first !== undefined && /^h[1-6]$/.test(first.name) ? first : null
}

function readable(item: ParsedElement | string): string {
  if (typeof item === 'string') return /^\s*\n\s*$/.test(item) ? '' : item
  if (UNSEEN.has(item.name)) return ''
  const text = item.name === 'pre' ? textOf(item) : item.content.map(readable).join('')
  return BLOCKS.has(item.name) ? `\n${text}\n` : text
}
