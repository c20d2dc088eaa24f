import type { AcceptedChanges } from './accept-node.ts'
import { editHead } from './edit-head.ts'
import { editLinks } from './edit-links.ts'
import { editProperties } from './edit-properties.ts'
import { editSteps } from './edit-steps.ts'
import type { GraphNode } from './graph-node.ts'
import { insertAtEnd, replaceInner } from './insert.ts'
import { findNodeArticle } from './node-article.ts'
import type { NodePage } from './node-page.ts'
import { headingOf } from './readable-text.ts'
import type { Splice } from './splice.ts'
import { setAttribute } from './start-tag.ts'
import { writeContent, writeExactText } from './write-node.ts'

/** The splices that make changes in the text of a node; none when it says all of that already. */
export function editNode(
  node: GraphNode,
  source: string,
  changes: AcceptedChanges,
): readonly Splice[] {
  const page = { source, parts: findNodeArticle(node.id, source), node }
  const { attributes, steps, links, properties, content } = changes
  return [
    ...editHead(page, changes),
    ...editAttributes(page, attributes),
    ...(links === undefined ? [] : editLinks(page, links)),
    ...editProperties(page, properties),
    ...(steps === undefined ? [] : editSteps(page, steps)),
    ...(content === undefined || content === node.content ? [] : editContent(page, content)),
  ]
}

function editAttributes(
  { source, parts, node }: NodePage,
  attributes: AcceptedChanges['attributes'],
): readonly Splice[] {
  return Object.entries(attributes)
    .filter(([name, value]) => value !== (node.attributes[name] ?? null))
    .flatMap(([name, value]) => setAttribute(source, parts.article, name, value))
}

function editContent({ source, parts }: NodePage, content: string): readonly Splice[] {
  if (parts.content === null) return [insertAtEnd(source, parts.article, writeContent(content))]
  const text = `\n${writeExactText(content)}\n`
  return [replaceInner(parts.content, text, headingOf(parts.content))]
}
