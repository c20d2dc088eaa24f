import { escapeHtml } from '../document/html-text.ts'
import { findElement, type ParsedElement } from '../document/parse-elements.ts'
import type { NodeStep } from './graph-node.ts'
import { insertAtEnd, removeElement } from './insert.ts'
import { type NodeArticle, stepItems } from './node-article.ts'
import type { NodePage } from './node-page.ts'
import { readStep } from './read-node.ts'
import type { Splice } from './splice.ts'
import { setAttribute } from './start-tag.ts'
import { markFor, markOf } from './step-text.ts'
import { writeStep, writeSteps } from './write-node.ts'

/** Makes these the steps of a node. Those that stay what they are stay as they are written. */
export function editSteps(
  { source, parts }: NodePage,
  steps: readonly NodeStep[],
): readonly Splice[] {
  const items = stepItems(parts)
  const kept = items
    .slice(0, steps.length)
    .flatMap((item, index) => editStep(source, item, steps[index] as NodeStep))
  const removed = items.slice(steps.length).map((item) => removeElement(source, item))
  return [...kept, ...removed, ...addSteps(source, parts, steps.slice(items.length))]
}

function editStep(source: string, item: ParsedElement, step: NodeStep): readonly Splice[] {
  const known = readStep(item)
  const edits: Splice[] = []
  if (known.completed !== step.completed) {
    edits.push(...setAttribute(source, item, 'data-completed', String(step.completed)))
  }
  if (known.agent !== step.agent)
    edits.push(...setAttribute(source, item, 'data-agent', step.agent))
  if (known.text !== step.text) {
    const text = `${markFor(step.completed)} ${escapeHtml(step.text)}`
    return [...edits, { start: item.innerStart, end: item.innerEnd, text }]
  }
  const mark = markOf(source.slice(item.innerStart, item.innerEnd))
  if (mark === '' || known.completed === step.completed) return edits
  const shown = mark.replace(/\S+/, markFor(step.completed))
  return [...edits, { start: item.innerStart, end: item.innerStart + mark.length, text: shown }]
}

function addSteps(
  source: string,
  { article, steps: section }: NodeArticle,
  added: readonly NodeStep[],
): readonly Splice[] {
  if (added.length === 0) return []
  if (section === null) return [insertAtEnd(source, article, writeSteps(added))]
  const list = findElement(section, ({ name }) => name === 'ol' || name === 'ul')
  if (list !== undefined) return added.map((step) => insertAtEnd(source, list, writeStep(step)))
  return [insertAtEnd(source, section, ['<ol>', ...added.map(writeStep), '</ol>'].join('\n'))]
}
