import { formatWord } from '../document/display-format.ts'
import { escapeHtml } from '../document/html-text.ts'
import {
  findElement,
  findElements,
  type ParsedElement,
  textOf,
} from '../document/parse-elements.ts'
import type { AcceptedChanges } from './accept-node.ts'
import { replaceInner } from './insert.ts'
import type { NodeArticle } from './node-article.ts'
import type { NodePage } from './node-page.ts'
import { type Fact, factAttribute } from './read-node.ts'
import type { Splice } from './splice.ts'
import { setAttribute } from './start-tag.ts'
import { writeHeader } from './write-node.ts'

/** The attributes that tell how a node stands, and the places where the page shows it. */
export function editHead(
  page: NodePage,
  { facts, title = page.node.title }: AcceptedChanges,
): readonly Splice[] {
  const { source, parts, node } = page
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
    ...changed.flatMap(([kind, to]) => editBadges(page, { kind, from: node[kind], to })),
  ]
}

interface BadgeChange {
  readonly kind: Fact
  readonly from: string | null
  readonly to: string | null
}

/** A page shows how a node stands in elements of the class `status-todo`; they must not tell what is no longer so. */
function editBadges(
  { source, parts: { header } }: NodePage,
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
