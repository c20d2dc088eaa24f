import { createRequire } from 'node:module'
import type * as Parse5 from 'parse5'
import { corruptDocument } from './corrupt-document.ts'
import { MAX_DEPTH, type ParsedElement } from './parse-elements.ts'

const require = createRequire(import.meta.url)

type Node = Parse5.DefaultTreeAdapterMap['childNode']
type Parent = Parse5.DefaultTreeAdapterMap['parentNode']
type Element = Parse5.DefaultTreeAdapterMap['element']

/** What a browser drops when it is the first character of these. */
const DROPS_LINE_FEED: readonly string[] = ['pre', 'listing', 'textarea']

/**
 * Parses a text as a browser does, into the same tree as {@link parseElements}. Several times slower, and so only for what
 * that one cannot make sense of.
 *
 * @throws HG_RECORD_CORRUPT when elements are nested too deep to be a node's.
 */
export function parseBySpecification(html: string): ParsedElement {
  const { parse } = require('parse5') as typeof Parse5
  const content = childrenOf(parse(html, { sourceCodeLocationInfo: true }), html, 0)
  const [end, innerEnd] = [html.length, html.length]
  return {
    name: '',
    attributes: {},
    content,
    start: 0,
    end,
    innerStart: 0,
    innerEnd,
    isClosed: true,
  }
}

function childrenOf(
  parent: Parent,
  html: string,
  depth: number,
): readonly (ParsedElement | string)[] {
  if (depth > MAX_DEPTH) throw corruptDocument('its elements are nested too deep')
  return parent.childNodes.flatMap((node: Node) => {
    if ('value' in node) return node.value
    return 'tagName' in node ? toElement(node, html, depth) : []
  })
}

function toElement(element: Element, html: string, depth: number): ParsedElement {
  const place = element.sourceCodeLocation
  const start = place?.startOffset ?? 0
  const end = place?.endOffset ?? start
  const innerStart = place?.startTag?.endOffset ?? start
  const innerEnd = place?.endTag?.startOffset ?? end
  const inside = 'content' in element ? (element.content as Parent) : element
  const content = childrenOf(inside, html, depth + 1)
  const isDropped = DROPS_LINE_FEED.includes(element.tagName) && html[innerStart] === '\n'
  return {
    name: element.tagName,
    attributes: Object.fromEntries(element.attrs.map(({ name, value }) => [name, value])),
    content: isDropped ? ['\n', ...content] : content,
    ...{ start, end, innerStart, innerEnd },
    isClosed: place?.endTag !== undefined,
  }
}
