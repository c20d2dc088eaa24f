import { escapeHtml } from '../document/html-text.ts'
import type { Splice } from './splice.ts'

/** An attribute in a start tag: a space, its name, and its value with the quotes if there is one. */
const ATTRIBUTE = /(\s*)([^\s"'<>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'=<>`]+))?/gy

/** The splice that gives an attribute of a start tag a value, or takes it away; none when it would change nothing. */
export function setAttribute(
  source: string,
  tag: { readonly start: number; readonly innerStart: number },
  name: string,
  value: string | null,
): readonly Splice[] {
  const text = source.slice(tag.start, tag.innerStart)
  const known = findAttribute(text, name)
  if (known === null) {
    if (value === null) return []
    const { end, space } = placeOfNew(text)
    const at = tag.start + end
    return [{ start: at, end: at, text: `${space}${name}="${escapeHtml(value)}"` }]
  }
  const [start, end] = [tag.start + known.start, tag.start + known.end]
  if (value === null) return [{ start, end, text: '' }]
  return [{ start, end, text: `${known.space}${known.name}="${escapeHtml(value)}"` }]
}

interface FoundAttribute {
  readonly start: number
  readonly end: number
  readonly space: string
  readonly name: string
}

function attributesOf(tag: string): readonly FoundAttribute[] {
  const begin = /^<[^\s/>]+/.exec(tag)?.[0].length ?? 0
  const found: FoundAttribute[] = []
  ATTRIBUTE.lastIndex = begin
  for (;;) {
    const start = ATTRIBUTE.lastIndex
    const match = ATTRIBUTE.exec(tag)
    if (match !== null) {
      const [all, space = '', name = ''] = match
      found.push({ start, end: start + all.length, space, name })
      continue
    }
    // A stray quote or slash, which a browser skips too.
    const next = /\S/g
    next.lastIndex = start
    const stray = next.exec(tag)
    if (stray === null || stray.index >= tag.length - 1) return found
    ATTRIBUTE.lastIndex = stray.index + 1
  }
}

function findAttribute(tag: string, name: string): FoundAttribute | null {
  // Of two of the same name the first counts.
  return attributesOf(tag).find((each) => each.name.toLowerCase() === name) ?? null
}

/** Behind the last attribute, and spaced as it is. */
function placeOfNew(tag: string): { readonly end: number; readonly space: string } {
  const last = attributesOf(tag).at(-1)
  if (last !== undefined) return { end: last.end, space: last.space === '' ? ' ' : last.space }
  return { end: /^<[^\s/>]+/.exec(tag)?.[0].length ?? 0, space: ' ' }
}
