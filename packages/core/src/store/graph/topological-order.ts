import { HtmlGraphError } from '../../contract/index.ts'
import type { NodeReference } from '../node/edge-target.ts'
import type { EdgeSource } from './graph-edge.ts'
import { nameOf } from './traverse.ts'

/** Which links are followed, and what messages call them. */
export interface Relationships {
  readonly name: string
  readonly isFollowed: (relationship: string) => boolean
}

/**
 * Nodes in an order in which each comes behind all that it has a link to; else in the order given. Links out of these nodes
 * do not matter.
 *
 * @throws HG_GRAPH_CYCLE with the nodes that wait for each other.
 */
export function topologicalOrder(
  source: EdgeSource,
  nodes: readonly NodeReference[],
  relationships: Relationships,
): readonly NodeReference[] {
  const members = new Map(nodes.map((node) => [nameOf(node), node]))
  const enter = (name: string): OpenNode => ({
    name,
    targets: targetsOf(source, members.get(name) as NodeReference, relationships)
      .filter((target) => members.has(target))
      .values(),
  })
  const ordered = new Set<string>()
  for (const name of members.keys()) {
    if (!ordered.has(name)) addBehindTargets(enter(name), enter, { ordered, relationships })
  }
  return [...ordered].map((name) => members.get(name) as NodeReference)
}

interface OpenNode {
  readonly name: string
  readonly targets: Iterator<string>
}

/** A loop instead of a recursion: chains may be longer than the stack is deep. */
function addBehindTargets(
  first: OpenNode,
  enter: (name: string) => OpenNode,
  { ordered, relationships }: { ordered: Set<string>; relationships: Relationships },
): void {
  const open = [first]
  const names = new Set([first.name])
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    const target = top.targets.next().value as string | undefined
    if (target === undefined) {
      ordered.add(top.name)
      names.delete(top.name)
      open.pop()
    } else if (names.has(target)) {
      throw cycle([...names], target, relationships)
    } else if (!ordered.has(target)) {
      names.add(target)
      open.push(enter(target))
    }
  }
}

function targetsOf(
  source: EdgeSource,
  node: NodeReference,
  { isFollowed }: Relationships,
): readonly string[] {
  return source
    .outgoing(node)
    .filter(({ relationship }) => isFollowed(relationship))
    .flatMap(({ target }) => (target === null ? [] : nameOf(target)))
}

/** @param path From the node that was begun with to the one that closes the circle. */
function cycle(path: readonly string[], back: string, { name }: Relationships): HtmlGraphError {
  const nodes = [...path.slice(path.indexOf(back)), back]
  return new HtmlGraphError({
    code: 'HG_GRAPH_CYCLE',
    message: `There is no order by ${name}: ${nodes.join(' → ')}.`,
    hint: 'Take one of these links out.',
    details: { nodes, relationship: name },
  })
}
