import { formatWord } from '../document/display-format.ts'
import { escapeHtml, formatInline } from '../document/html-text.ts'
import {
  findElement,
  findElements,
  type ParsedElement,
  textOf,
} from '../document/parse-elements.ts'
import { describeProperty, writeProperty } from '../document/write-properties.ts'
import type { PropertyValue } from '../record/delegation-record.ts'
import type { AcceptedChanges } from './accept-node.ts'
import { editLinks } from './edit-links.ts'
import { editSteps } from './edit-steps.ts'
import type { GraphNode } from './graph-node.ts'
import { insertAtEnd, replaceInner } from './insert.ts'
import { findNodeArticle, type NodeArticle, propertyItems } from './node-article.ts'
import { type Fact, factAttribute } from './read-node.ts'
import { headingOf } from './readable-text.ts'
import type { Splice } from './splice.ts'
import { setAttribute } from './start-tag.ts'
import { writeContent, writeExactText, writeHeader, writePropertyList } from './write-node.ts'

/** The splices that make changes in the text of a node; none when it says all of that already. */
export function editNode(
  node: GraphNode,
  source: string,
  changes: AcceptedChanges,
): readonly Splice[] {
  const parts = findNodeArticle(node.id, source)
  const { steps, links, content } = changes
  return [
    ...editHead(source, parts, node, changes),
    ...editAttributes(source, parts, node, changes.attributes),
    ...(links === undefined ? [] : editLinks(source, parts, links)),
    ...editProperties(source, parts, node, changes.properties),
    ...(steps === undefined ? [] : editSteps(source, parts, steps)),
    ...(content === undefined || content === node.content
      ? []
      : editContent(source, parts, content)),
  ]
}

/** The attributes that tell how a node stands, and the places where the page shows it. */
function editHead(
  source: string,
  parts: NodeArticle,
  node: GraphNode,
  { facts, title = node.title }: AcceptedChanges,
): readonly Splice[] {
  const changed = (Object.entries(facts) as [Fact, string | null][]).filter(
    ([fact, value]) => value !== node[fact],
  )
  const attributes = changed.flatMap(([fact, value]) =>
    setAttribute(source, parts.article, factAttribute(fact, node.attributes), value),
  )
  const name = title === node.title ? [] : editPageTitle(parts, node.title, title)
  const { header } = parts
  if (header !== null && source.slice(header.start, header.end) === writeHeader(node)) {
    const text = writeHeader({ ...node, ...facts, title })
    const isSame = text === writeHeader(node)
    return [
      ...attributes,
      ...name,
      ...(isSame ? [] : [{ start: header.start, end: header.end, text }]),
    ]
  }
  return [
    ...attributes,
    ...name,
    ...(title === node.title ? [] : editHeading(parts, title)),
    ...changed.flatMap(([kind, to]) => editBadges(source, parts, { kind, from: node[kind], to })),
  ]
}

interface BadgeChange {
  readonly kind: Fact
  readonly from: string | null
  readonly to: string | null
}

/** A page shows how a node stands in elements of the class `status-todo`; they must not tell what is no longer so. */
function editBadges(
  source: string,
  { header }: NodeArticle,
  { kind, from, to }: BadgeChange,
): readonly Splice[] {
  if (header === null || from === null || to === null) return []
  const isBadge = ({ attributes }: ParsedElement): boolean =>
    attributes.class?.split(/\s+/).includes(`${kind}-${from}`) === true
  return findElements(header, isBadge).flatMap((badge) => {
    const names = (badge.attributes.class ?? '').split(/\s+/)
    const classes = names
      .map((name) => (name === `${kind}-${from}` ? `${kind}-${to}` : name))
      .join(' ')
    const inner = source.slice(badge.innerStart, badge.innerEnd)
    const style = WORD_STYLES.find((write) => inner.includes(escapeHtml(write(from))))
    const shown = style && inner.replace(escapeHtml(style(from)), () => escapeHtml(style(to)))
    return [
      ...setAttribute(source, badge, 'class', classes),
      ...(shown === undefined ? [] : [replaceInner(badge, shown)]),
    ]
  })
}

/** How pages write a word such as `in-progress`: `In Progress`, `In progress`, or as it is. */
const WORD_STYLES: readonly ((word: string) => string)[] = [
  (word) => word.split(/[-_]/).map(formatWord).join(' '),
  formatWord,
  (word) => word,
]

function editAttributes(
  source: string,
  { article }: NodeArticle,
  node: GraphNode,
  attributes: AcceptedChanges['attributes'],
): readonly Splice[] {
  return Object.entries(attributes)
    .filter(([name, value]) => value !== (node.attributes[name] ?? null))
    .flatMap(([name, value]) => setAttribute(source, article, name, value))
}

function editPageTitle({ page }: NodeArticle, from: string, to: string): readonly Splice[] {
  const named = findElement(page, ({ name }) => name === 'title')
  return named !== undefined && textOf(named).trim() === from
    ? [replaceInner(named, escapeHtml(to))]
    : []
}

function editHeading({ article, title }: NodeArticle, to: string): readonly Splice[] {
  const html = escapeHtml(to)
  if (title !== null) return [replaceInner(title, html)]
  const at = article.innerStart
  return [{ start: at, end: at, text: `\n<header><h1>${html}</h1></header>` }]
}

function editProperties(
  source: string,
  parts: NodeArticle,
  node: GraphNode,
  properties: AcceptedChanges['properties'],
): readonly Splice[] {
  const items = new Map(propertyItems(parts).map((item) => [item.attributes['data-key'], item]))
  const changed = Object.entries(properties).filter(
    ([key, value]) => !items.has(key) || !Object.is(node.properties[key], value),
  )
  const added = changed.filter(([key]) => !items.has(key))
  return [
    ...changed.flatMap(([key, value]) => {
      const item = items.get(key)
      return item === undefined ? [] : editProperty(source, item, value)
    }),
    ...(added.length === 0 ? [] : addProperties(source, parts, Object.fromEntries(added))),
  ]
}

/** A property without a type is text; so only a value that is none needs one. */
function editProperty(
  source: string,
  item: ParsedElement,
  value: PropertyValue,
): readonly Splice[] {
  const { shown, type } = describeProperty(value)
  const isMarked = item.attributes['data-value-type'] !== undefined
  return [
    ...setAttribute(source, item, 'data-value', shown),
    ...(type === 'string' && !isMarked ? [] : setAttribute(source, item, 'data-value-type', type)),
    replaceInner(item, formatInline(shown)),
  ]
}

function addProperties(
  source: string,
  { article, properties: section }: NodeArticle,
  added: AcceptedChanges['properties'],
): readonly Splice[] {
  if (section === null) return [insertAtEnd(source, article, writePropertyList(added))]
  const list = findElement(section, ({ name }) => name === 'dl')
  const items = Object.entries(added).map(([key, value]) => writeProperty(key, value).trimEnd())
  if (list === undefined) {
    return [insertAtEnd(source, section, ['<dl>', ...items, '</dl>'].join('\n'))]
  }
  return items.map((item) => insertAtEnd(source, list, item))
}

function editContent(source: string, parts: NodeArticle, content: string): readonly Splice[] {
  if (parts.content === null) return [insertAtEnd(source, parts.article, writeContent(content))]
  return [replaceInner(parts.content, `\n${writeExactText(content)}\n`, headingOf(parts.content))]
}
