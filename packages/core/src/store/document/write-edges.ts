import type { DelegationRecord } from '../record/delegation-record.ts'
import { formatWord } from './display-format.ts'
import { escapeHtml, formatAttributes } from './html-text.ts'
import { type Edge, RELATIONSHIPS } from './record-document.ts'

/** Writes the links to other nodes, those of the record first; nothing when there are none. */
export function writeEdges(record: DelegationRecord, foreign: readonly Edge[]): string {
  const parents = record.parent === null ? [] : [record.parent]
  const edges = [
    ...record.dependsOn.map((id) => edgeTo(id, RELATIONSHIPS.dependsOn)),
    ...parents.map((id) => edgeTo(id, RELATIONSHIPS.parent)),
    ...foreign,
  ]
  if (edges.length === 0) return ''
  const groups = [...Map.groupBy(edges, (edge) => edge.relationship)]
  const sections = groups.map(([relationship, links]) => writeGroup(relationship, links)).join('')
  return `<nav data-graph-edges aria-label="Related tasks">\n${sections}</nav>\n`
}

function edgeTo(taskId: string, relationship: string): Edge {
  const attributes = { href: `${taskId}.html`, 'data-relationship': relationship }
  return { relationship, attributes, label: taskId }
}

function writeGroup(relationship: string, edges: readonly Edge[]): string {
  const items = edges.map(
    (edge) => `<li><a${formatAttributes(edge.attributes)}>${escapeHtml(edge.label)}</a></li>\n`,
  )
  return [
    `<section data-edge-type="${escapeHtml(relationship)}">`,
    `<h2>${escapeHtml(formatWord(relationship))}</h2>`,
    `<ul>\n${items.join('')}</ul>`,
    '</section>\n',
  ].join('\n')
}
