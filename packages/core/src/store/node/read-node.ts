import { type ParsedElement, textOf } from '../document/parse-elements.ts'
import { readProperties } from '../document/read-properties.ts'
import { time } from '../record/field-kind.ts'
import { type NodeReference, readTarget } from './edge-target.ts'
import type { GraphNode, NodeLink, NodeStep } from './graph-node.ts'
import { findNodeArticle, type LinkElement, stepItems } from './node-article.ts'
import { contentText } from './readable-text.ts'
import { withoutMark } from './step-text.ts'

/** The attributes that tell a fact, the one that we write first. */
export const FACT_ATTRIBUTES = {
  status: ['data-status'],
  priority: ['data-priority'],
  agent: ['data-agent', 'data-agent-assigned'],
  createdAt: ['data-created-at', 'data-created'],
  updatedAt: ['data-updated-at', 'data-updated'],
  startedAt: ['data-started-at', 'data-started'],
  completedAt: ['data-completed-at', 'data-completed', 'data-ended-at'],
} as const

/** A fact of a node that is an attribute of its `<article>`. */
export type Fact = keyof typeof FACT_ATTRIBUTES

type Attributes = Readonly<Record<string, string>>

/**
 * Reads a node of any type.
 *
 * @param source Its text, with the line ends that a browser sees.
 * @throws HG_RECORD_CORRUPT with the reason.
 */
export function readNode(at: NodeReference, source: string): GraphNode {
  const parts = findNodeArticle(at.id, source)
  const { attributes } = parts.article
  return Object.freeze({
    id: at.id,
    collection: at.collection,
    type: attributes['data-type'] ?? null,
    title: parts.title === null ? at.id : textOf(parts.title).trim(),
    ...readFacts(attributes),
    attributes: Object.freeze(attributes),
    properties: Object.freeze(readProperties(parts.properties ?? undefined)),
    steps: Object.freeze(stepItems(parts).map(readStep)),
    links: Object.freeze(parts.links.map((link) => readLink(link, at))),
    content: parts.content === null ? null : contentText(parts.content),
  })
}

/** The name of the attribute that tells a fact; the one that we would write when there is none. */
export function factAttribute(fact: Fact, attributes: Attributes): string {
  const [ours, ...others] = FACT_ATTRIBUTES[fact]
  return [ours, ...others].find((name) => attributes[name] !== undefined) ?? ours
}

function readFacts(attributes: Attributes): Pick<GraphNode, Fact> {
  const text = (fact: Fact): string | null => attributes[factAttribute(fact, attributes)] ?? null
  const moment = (fact: Fact): string | null => readMoment(text(fact))
  return {
    status: text('status'),
    priority: text('priority'),
    agent: text('agent'),
    createdAt: moment('createdAt'),
    updatedAt: moment('updatedAt'),
    startedAt: moment('startedAt'),
    completedAt: moment('completedAt'),
  }
}

const DAY = /^\d{4}-\d\d-\d\d$/
const WITHOUT_ZONE = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?$/

/** Without a zone it is read as UTC: whose clock it was is not known, and so the order is the same everywhere. */
function readMoment(text: string | null): string | null {
  if (text === null) return null
  const iso = text.trim().replace(' ', 'T')
  if (DAY.test(iso)) return time.parse(`${iso}T00:00Z`) ?? null
  return time.parse(WITHOUT_ZONE.test(iso) ? `${iso}Z` : iso) ?? null
}

/** Reads one step. */
export function readStep(item: ParsedElement): NodeStep {
  const completed = item.attributes['data-completed']?.toLowerCase()
  return Object.freeze({
    text: withoutMark(textOf(item)),
    completed: completed === 'true' || completed === '',
    agent: item.attributes['data-agent'] ?? null,
  })
}

function readLink({ element, relationship }: LinkElement, { collection }: NodeReference): NodeLink {
  const href = element.attributes.href ?? ''
  const label = textOf(element).trim()
  return Object.freeze({ relationship, href, target: readTarget(href, collection), label })
}
