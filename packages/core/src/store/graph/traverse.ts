import type { NodeReference } from '../node/edge-target.ts'
import type { Direction, EdgeSource, GraphEdge } from './graph-edge.ts'

/** A node that was reached. */
export interface Visit extends NodeReference {
  /** How many links lead to it at least. */
  readonly depth: number
  /** The link over which it was reached. */
  readonly edge: GraphEdge
}

/** Which links are followed, and how far. */
export interface Route {
  readonly direction: Direction
  readonly isFollowed: (relationship: string) => boolean
  /** At most so many links away. */
  readonly depth: number
}

/** The links at a node. */
export function edgesAt(
  source: EdgeSource,
  node: NodeReference,
  { direction, isFollowed }: Pick<Route, 'direction' | 'isFollowed'>,
): readonly GraphEdge[] {
  return [
    ...(direction === 'in' ? [] : source.outgoing(node)),
    ...(direction === 'out' ? [] : source.incoming(node)),
  ].filter(({ relationship }) => isFollowed(relationship))
}

/** The nodes that can be reached, the nearest first; each once, and only those that exist. */
export function traverse(source: EdgeSource, start: NodeReference, route: Route): readonly Visit[] {
  const seen = new Set([nameOf(start)])
  const visits: Visit[] = []
  let frontier: readonly NodeReference[] = [start]
  for (let depth = 1; depth <= route.depth && frontier.length > 0; depth += 1) {
    const reached: Visit[] = []
    for (const node of frontier) {
      for (const edge of edgesAt(source, node, route)) {
        const next = otherEnd(edge, node)
        if (next === null || seen.has(nameOf(next))) continue
        seen.add(nameOf(next))
        if (source.holders(next.id).includes(next.collection))
          reached.push({ ...next, depth, edge })
      }
    }
    visits.push(...reached)
    frontier = reached
  }
  return visits
}

/** A node by one text: `features/login`. */
export function nameOf({ collection, id }: NodeReference): string {
  return `${collection}/${id}`
}

function otherEnd({ source, target }: GraphEdge, node: NodeReference): NodeReference | null {
  return nameOf(source) === nameOf(node) ? target : source
}
