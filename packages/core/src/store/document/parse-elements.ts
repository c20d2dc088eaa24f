import { createRequire } from 'node:module'
import type * as Htmlparser2 from 'htmlparser2'
import { corruptDocument } from './corrupt-document.ts'

const require = createRequire(import.meta.url)
/** No node's elements are nested deeper. */
export const MAX_DEPTH: number = 200

/** An element of a parsed text. */
export interface ParsedElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly content: readonly (ParsedElement | string)[]
  /** Where it begins in the text, and where it has ended. */
  readonly start: number
  readonly end: number
  /** Where its content begins and ends. */
  readonly innerStart: number
  readonly innerEnd: number
  /** Whether it has an end tag of its own. */
  readonly isClosed: boolean
}

type OpenElement = { -readonly [Key in keyof ParsedElement]: ParsedElement[Key] } & {
  content: (ParsedElement | string)[]
}

/**
 * Parses a text into a tree whose root is a nameless element.
 *
 * @throws HG_RECORD_CORRUPT when elements are nested too deep to be a node's.
 */
export function parseElements(html: string): ParsedElement {
  // Loaded on the first read: neither starting nor writing needs a parser.
  const { Parser } = require('htmlparser2') as typeof Htmlparser2
  const root = openElement('', {}, 0, 0)
  const open = [root]
  const parser: Htmlparser2.Parser = new Parser({
    onopentag(name, attributes) {
      if (open.length > MAX_DEPTH) throw corruptDocument('its elements are nested too deep')
      const element = openElement(name, attributes, parser.startIndex, parser.endIndex + 1)
      open.at(-1)?.content.push(element)
      open.push(element)
    },
    ontext: (text) => open.at(-1)?.content.push(text),
    onclosetag(_name, isImplied) {
      const element = open.pop()
      if (element === undefined) return
      const { startIndex, endIndex } = parser
      const end = isImplied ? startIndex : endIndex + 1
      Object.assign(element, {
        end,
        innerEnd: Math.max(startIndex, element.innerStart),
        isClosed: !isImplied,
      })
    },
  })
  parser.end(html)
  return Object.assign(root, { end: html.length, innerEnd: html.length, isClosed: true })
}

/** All text within an element, exactly. */
export function textOf(element: ParsedElement): string {
  return element.content.map((item) => (typeof item === 'string' ? item : textOf(item))).join('')
}

/** The elements directly inside of an element. */
export function childrenOf(element: ParsedElement): readonly ParsedElement[] {
  return element.content.filter((item) => typeof item !== 'string')
}

/** The first element within `element`, at any depth, that `test` accepts. */
export function findElement(
  element: ParsedElement,
  test: (candidate: ParsedElement) => boolean,
): ParsedElement | undefined {
  for (const child of childrenOf(element)) {
    const found = test(child) ? child : findElement(child, test)
    if (found !== undefined) return found
  }
  return undefined
}

/** All elements within `element`, at any depth, that `test` accepts. */
export function findElements(
  element: ParsedElement,
  test: (candidate: ParsedElement) => boolean,
): readonly ParsedElement[] {
  return childrenOf(element).flatMap((child) => [
    ...(test(child) ? [child] : []),
    ...findElements(child, test),
  ])
}

function openElement(
  name: string,
  attributes: Record<string, string>,
  start: number,
  innerStart: number,
): OpenElement {
  const [end, innerEnd] = [start, innerStart]
  return { name, attributes, content: [], start, end, innerStart, innerEnd, isClosed: false }
}
