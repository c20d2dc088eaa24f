import { corruptDocument } from '../document/corrupt-document.ts'
import {
  childrenOf,
  findElement,
  findElements,
  type ParsedElement,
  parseElements,
} from '../document/parse-elements.ts'

/** A hyperlink of a node, and how the two nodes are related. */
export interface LinkElement {
  readonly element: ParsedElement
  readonly relationship: string
}

/** The parts of a node's page that we know. What is missing is `null`. */
export interface NodeArticle {
  readonly page: ParsedElement
  readonly article: ParsedElement
  readonly header: ParsedElement | null
  readonly title: ParsedElement | null
  readonly navigation: ParsedElement | null
  readonly links: readonly LinkElement[]
  readonly properties: ParsedElement | null
  readonly steps: ParsedElement | null
  readonly content: ParsedElement | null
}

/**
 * Finds the parts of a node.
 *
 * @throws HG_RECORD_CORRUPT when there is no `<article>` that can be meant, or it is cut off.
 */
export function findNodeArticle(id: string, source: string): NodeArticle {
  if (source.includes('\0')) throw corruptDocument('it holds a NUL character')
  const page = parseElements(source)
  const article = chooseArticle(id, page)
  // Text that nobody escaped may hide the end tag; a browser shows such a page, and so it is whole if the page has an end.
  if (!article.isClosed && !source.trimEnd().endsWith('</html>')) {
    throw corruptDocument('it is cut off: its <article> has no end')
  }
  const children = childrenOf(article)
  const section = (attribute: string): ParsedElement | null =>
    children.find((child) => child.attributes[attribute] !== undefined) ?? null
  const header = children.find(({ name }) => name === 'header') ?? null
  return {
    page,
    article,
    header,
    title: findElement(header ?? article, ({ name }) => name === 'h1') ?? null,
    navigation: section('data-graph-edges'),
    links: findLinks(
      children.filter((child) => child.attributes['data-graph-edges'] !== undefined),
    ),
    properties: section('data-properties'),
    steps: section('data-steps'),
    content: section('data-content'),
  }
}

/** The article of that id, else the only one of a type, else the only one. */
function chooseArticle(id: string, page: ParsedElement): ParsedElement {
  const articles = findElements(page, ({ name }) => name === 'article')
  const own = articles.find(({ attributes }) => attributes.id === id)
  if (own !== undefined) return own
  const typed = articles.filter(({ attributes }) => attributes['data-type'] !== undefined)
  const [first, ...others] = typed.length === 0 ? articles : typed
  if (first === undefined) throw corruptDocument('it has no <article>')
  if (others.length === 0) return first
  throw corruptDocument(`it has ${others.length + 1} <article>s, and none has the id of the file`)
}

function findLinks(navigations: readonly ParsedElement[]): readonly LinkElement[] {
  const inside = (element: ParsedElement, group: string | undefined): readonly LinkElement[] =>
    childrenOf(element).flatMap((child) => {
      const relationship = child.attributes['data-edge-type'] ?? group
      if (child.name !== 'a') return inside(child, relationship)
      return {
        element: child,
        relationship: child.attributes['data-relationship'] ?? relationship ?? 'related',
      }
    })
  return navigations.flatMap((navigation) => inside(navigation, undefined))
}

/** The items of the section `data-steps`. */
export function stepItems({ steps }: NodeArticle): readonly ParsedElement[] {
  return steps === null ? [] : findElements(steps, ({ name }) => name === 'li')
}

/** The elements that hold the free properties. */
export function propertyItems({ properties }: NodeArticle): readonly ParsedElement[] {
  if (properties === null) return []
  return findElements(properties, ({ attributes }) => attributes['data-key'] !== undefined)
}
