import { createRequire } from 'node:module'
import type * as Cheerio from 'cheerio/slim'
import type { WithProperties } from '../query/condition.ts'
import { queryError } from '../query/query-error.ts'
import { readSelector, selectorSql } from '../query/selector.ts'
import { type FoundNode, findNodes, type Query } from './find-nodes.ts'
import type { StoredNodes } from './stored-nodes.ts'

const require = createRequire(import.meta.url)

/** An element that a selector found. */
export interface MatchedElement {
  /** `a`, in lower case. */
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  /** All text in it. */
  readonly text: string
}

/** A node in which a selector found something. */
export interface Match<Node> {
  readonly node: Node
  /** In the order of the file. */
  readonly elements: readonly MatchedElement[]
}

/** The elements that a CSS selector finds in the files of the nodes that a query means. */
export function selectElements<Node extends WithProperties, Document>(
  nodes: StoredNodes<Node, Document>,
  text: string,
  query: Query<Node>,
): readonly Match<Node>[] {
  const selector = readSelector(text)
  const candidates = selectorSql(selector, nodes.codec.isVerbatim)
  const found = findNodes(nodes, { ...query, limit: null, candidates })
  const matches: Match<Node>[] = []
  for (const each of found) {
    if (matches.length === query.limit) break
    const elements = findElements(each, text)
    if (elements.length > 0) matches.push({ node: each.node, elements })
  }
  return matches
}

function findElements<Node, Document>(
  { text }: FoundNode<Node, Document>,
  selector: string,
): readonly MatchedElement[] {
  // Loaded with the first query that needs it: that takes a tenth of a second.
  const { load } = require('cheerio/slim') as typeof Cheerio
  const $ = load(text, { xml: { xmlMode: false, decodeEntities: true } })
  try {
    return $(selector)
      .toArray()
      .filter((node) => 'attribs' in node)
      .map((element) => ({
        name: element.name,
        attributes: element.attribs,
        text: $(element).text(),
      }))
  } catch (error) {
    // A selector that can be read may still name a pseudo-class that there is not.
    throw queryError(
      `The selector ${JSON.stringify(selector)} cannot be used: ${(error as Error).message}`,
    )
  }
}
