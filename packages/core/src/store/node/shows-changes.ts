import type { WrittenLink } from './accept-link.ts'
import type { AcceptedChanges } from './accept-node.ts'
import type { GraphNode } from './graph-node.ts'

/** Whether a node says what it was told to. */
export function showsChanges(node: GraphNode, changes: AcceptedChanges): boolean {
  const { title, facts, attributes, properties, steps, links, content } = changes
  return (
    (title === undefined || node.title === title) &&
    isEach(facts, (name) => node[name as keyof typeof facts]) &&
    isEach(attributes, (name) => node.attributes[name] ?? null) &&
    isEach(properties, (key) => node.properties[key]) &&
    (steps === undefined || isSame(node.steps, steps)) &&
    (links === undefined || isSame(keysOf(node.links), keysOf(links))) &&
    (content === undefined || node.content === content)
  )
}

function isEach(
  wanted: Readonly<Record<string, unknown>>,
  read: (name: string) => unknown,
): boolean {
  return Object.entries(wanted).every(([name, value]) => Object.is(read(name), value))
}

/** Links may stand in another order: by relationship. */
function keysOf(links: readonly WrittenLink[]): readonly string[] {
  return links
    .map(({ relationship, href, label }) => JSON.stringify([relationship, href, label.trim()]))
    .toSorted()
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
