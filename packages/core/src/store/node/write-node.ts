import { formatTime, formatWord } from '../document/display-format.ts'
import { escapeHtml, formatAttributes, formatInline } from '../document/html-text.ts'
import { BEFORE_ARTICLE, BEFORE_TITLE, PAGE_END } from '../document/page-frame.ts'
import { writeProperty } from '../document/write-properties.ts'
import { writeFacts } from '../document/write-section.ts'
import type { WrittenLink } from './accept-link.ts'
import type { AcceptedChanges } from './accept-node.ts'
import type { GraphNode, NodeStep } from './graph-node.ts'
import { FACT_ATTRIBUTES, type Fact } from './read-node.ts'
import { EXACT_TEXT } from './readable-text.ts'
import { markFor } from './step-text.ts'

/** A node that is new. */
export interface NewNode extends AcceptedChanges {
  readonly id: string
  readonly type: string
  readonly title: string
  readonly facts: AcceptedChanges['facts'] & { readonly createdAt: string }
}

/** Writes a new node as the text of its file: a page that shows all of it and runs nothing. */
export function writeNode(node: NewNode): string {
  const { links = [], properties, steps = [], content } = node
  return [
    `${BEFORE_TITLE}${escapeHtml(node.title)}${BEFORE_ARTICLE}`,
    writeArticleTag(node),
    writeHeader({ status: null, priority: null, agent: null, ...node, ...node.facts }),
    ...(links.length === 0 ? [] : [writeLinks(links)]),
    ...(Object.keys(properties).length === 0 ? [] : [writePropertyList(properties)]),
    ...(steps.length === 0 ? [] : [writeSteps(steps)]),
    ...(content === undefined ? [] : [writeContent(content)]),
    PAGE_END,
  ].join('\n')
}

function writeArticleTag({ id, type, facts, attributes }: NewNode): string {
  const known = Object.entries(FACT_ATTRIBUTES) as [Fact, readonly [string, ...string[]]][]
  const all = {
    'data-type': type,
    ...Object.fromEntries(known.map(([fact, [name]]) => [name, facts[fact] ?? null])),
    ...attributes,
  }
  return `<article id="${id}"${formatAttributes(all, '\n')}>`
}

/** What the head of the page shows. */
export type HeaderFacts = Pick<
  GraphNode,
  'title' | 'type' | 'status' | 'priority' | 'agent' | 'createdAt'
>

/** Writes the head of the page: what it is, and how it stands. */
export function writeHeader(facts: HeaderFacts): string {
  const { title, type, status, priority, agent, createdAt } = facts
  const word = status === null ? '' : `<b${badgeClass('status', status)}>${showWord(status)}</b>`
  const shownPriority =
    priority && `<span${badgeClass('priority', priority)}>${showWord(priority)}</span>`
  const known = writeFacts([
    ['Priority', shownPriority],
    ['Agent', agent === null ? null : formatInline(agent)],
    ['Created', createdAt && formatTime(createdAt)],
  ])
  return [
    '<header>',
    `<h1>${escapeHtml(title)}</h1>`,
    `<p>${word}${showWord(type ?? '')}</p>`,
    `${known}</header>`,
  ].join('\n')
}

/** By it an edit finds what must not tell what is no longer so. */
function badgeClass(fact: Fact, value: string): string {
  return formatAttributes({ class: `${fact}-${value}` })
}

function showWord(word: string): string {
  return escapeHtml(formatWord(word))
}

/** Writes all links of a node. */
export function writeLinks(links: readonly WrittenLink[]): string {
  const groups = [...Map.groupBy(links, ({ relationship }) => relationship)]
  const sections = groups.map(([name, items]) => writeLinkGroup(name, items))
  return ['<nav data-graph-edges aria-label="Related nodes">', ...sections, '</nav>'].join('\n')
}

/** Writes the links of one relationship. */
export function writeLinkGroup(relationship: string, links: readonly WrittenLink[]): string {
  return [
    `<section data-edge-type="${escapeHtml(relationship)}">`,
    `<h2>${escapeHtml(formatWord(relationship))}</h2>`,
    '<ul>',
    ...links.map(writeLink),
    '</ul>',
    '</section>',
  ].join('\n')
}

/** Writes one link. */
export function writeLink({ relationship, href, label }: WrittenLink): string {
  const attributes = formatAttributes({ href, 'data-relationship': relationship })
  return `<li><a${attributes}>${escapeHtml(label)}</a></li>`
}

/** Writes the free properties. */
export function writePropertyList(properties: AcceptedChanges['properties']): string {
  const items = Object.entries(properties).map(([key, value]) =>
    writeProperty(key, value).trimEnd(),
  )
  return [
    '<section data-properties>',
    '<h2>Properties</h2>',
    '<dl>',
    ...items,
    '</dl>',
    '</section>',
  ].join('\n')
}

/** Writes the steps. */
export function writeSteps(steps: readonly NodeStep[]): string {
  return [
    '<section data-steps>',
    '<h2>Steps</h2>',
    '<ol>',
    ...steps.map(writeStep),
    '</ol>',
    '</section>',
  ].join('\n')
}

/** Writes one step. */
export function writeStep({ text, completed, agent }: NodeStep): string {
  const attributes = formatAttributes({ 'data-completed': String(completed), 'data-agent': agent })
  return `<li${attributes}>${markFor(completed)} ${escapeHtml(text)}</li>`
}

/** Writes what the node says. */
export function writeContent(text: string): string {
  return ['<section data-content>', '<h2>Content</h2>', writeExactText(text), '</section>'].join(
    '\n',
  )
}

/** Text whose every character counts, marked as such. */
export function writeExactText(text: string): string {
  return `<pre ${EXACT_TEXT} dir="auto">\n${escapeHtml(text)}</pre>`
}
