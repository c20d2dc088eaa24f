import type { NodeReference } from '../node/edge-target.ts'
import { nodeNotFound } from '../node/node-errors.ts'
import { invalidField, unknownField } from '../record/field-error.ts'
import { assertNodeId, isTaskId } from '../task-id.ts'
import type { Direction, EdgeSource, GraphEdge } from './graph-edge.ts'
import { topologicalOrder } from './topological-order.ts'
import { edgesAt, nameOf, type Route, traverse, type Visit } from './traverse.ts'

/** A node: its id alone, `collection/id`, or both by name. An id alone must be in one collection only. */
export type NodeAddress = string | NodeReference

/** Which links are meant. */
export interface EdgeOptions {
  /** As they lead, against that, or both. @default 'both' */
  readonly direction?: Direction | undefined
  /** One name, or several. @default all */
  readonly relationship?: string | readonly string[] | undefined
}

/** Which links are followed. */
export interface TraverseOptions {
  /** As they lead, against that, or both. @default 'out' */
  readonly direction?: Direction | undefined
  /** One name, or several. @default all */
  readonly relationship?: string | readonly string[] | undefined
  /** At most so many links away. @default Infinity */
  readonly depth?: number | undefined
}

/** What is put in order. */
export interface OrderOptions {
  /** The nodes. @default all of `collection` */
  readonly nodes?: readonly NodeAddress[] | undefined
  /** @default 'task-delegations' */
  readonly collection?: string | undefined
  /** What must come first is what these links lead to. @default 'depends-on' */
  readonly relationship?: string | readonly string[] | undefined
}

/** The nodes of a store and the links between them, over all collections. */
export interface Graph {
  /** The links at a node: its own first, then those that lead to it. @throws HG_NODE_NOT_FOUND, HG_OPTION_INVALID */
  edges(node: NodeAddress, options?: EdgeOptions): readonly GraphEdge[]
  /** The nodes that can be reached from one, the nearest first, each once. @throws HG_NODE_NOT_FOUND, HG_OPTION_INVALID */
  traverse(node: NodeAddress, options?: TraverseOptions): readonly Visit[]
  /** Nodes in an order in which each comes behind what it depends on. @throws HG_GRAPH_CYCLE, HG_NODE_NOT_FOUND, HG_OPTION_INVALID */
  order(options?: OrderOptions): readonly NodeReference[]
}

const DIRECTIONS: readonly Direction[] = ['out', 'in', 'both']

/** @param open Where the links are looked up, brought up to date. @param standard The collection that is put in order. */
export function createGraph(open: () => EdgeSource, standard: string): Graph {
  return {
    edges(node, options = {}) {
      const { direction, relationship } = takeOptions('edges', options, [
        'direction',
        'relationship',
      ])
      const route = readRoute({ direction: direction ?? 'both', relationship })
      const source = open()
      return edgesAt(source, findNode(source, node), route)
    },
    traverse(node, options = {}) {
      const names = ['direction', 'relationship', 'depth']
      const route = readRoute(takeOptions('traverse', options, names))
      const source = open()
      return traverse(source, findNode(source, node), route)
    },
    order(options = {}) {
      const names = ['nodes', 'collection', 'relationship']
      const {
        nodes,
        collection = standard,
        relationship = 'depends-on',
      } = takeOptions('order', options, names)
      const isFollowed = readRelationship(relationship)
      const name = [relationship].flat().join(', ')
      assertNodeId(collection)
      const source = open()
      const members = nodes?.map((node) => findNode(source, node)) ?? source.nodesOf(collection)
      return topologicalOrder(source, members, { name, isFollowed })
    },
  }
}

function takeOptions<Options extends object>(
  call: string,
  options: Options,
  names: readonly string[],
): Options {
  const unknown = Object.keys(options).find((name) => !names.includes(name))
  if (unknown !== undefined) throw unknownField(call, unknown, names)
  return options
}

function readRoute({
  direction = 'out',
  relationship,
  depth = Number.POSITIVE_INFINITY,
}: TraverseOptions): Route {
  if (!DIRECTIONS.includes(direction))
    throw invalidField('direction', direction, DIRECTIONS.join(', '))
  const isDepth = depth === Number.POSITIVE_INFINITY || (Number.isSafeInteger(depth) && depth >= 1)
  if (!isDepth) throw invalidField('depth', depth, 'a whole number of 1 or more')
  return { direction, depth, isFollowed: readRelationship(relationship) }
}

function readRelationship(relationship: EdgeOptions['relationship']): (name: string) => boolean {
  if (relationship === undefined) return () => true
  const names = [relationship].flat() as unknown[]
  if (names.length === 0 || !names.every((name) => typeof name === 'string' && name !== '')) {
    throw invalidField('relationship', relationship, 'a name, or a list of names')
  }
  return (name) => names.includes(name)
}

function findNode(source: EdgeSource, address: NodeAddress): NodeReference {
  const { collection, id } = readAddress(address)
  const holders = source.holders(id)
  if (collection !== null) {
    if (holders.includes(collection)) return { collection, id }
    throw nodeNotFound(nameOf({ collection, id }), source.nodesOf(collection).map(nameOf))
  }
  const [only, ...others] = holders
  if (only === undefined) {
    const known = source.collections.flatMap((name) => source.nodesOf(name))
    throw nodeNotFound(
      id,
      known.map((node) => node.id),
    )
  }
  if (others.length === 0) return { collection: only, id }
  const names = holders.map((name) => `"${name}/${id}"`).join(', ')
  throw invalidField('node', id, `one of ${names}: several collections have this id`)
}

function readAddress(address: NodeAddress): { collection: string | null; id: string } {
  const parts =
    typeof address === 'string' ? address.split('/') : [address?.collection, address?.id]
  const [first, second] = parts
  if (parts.length === 1 && isTaskId(first)) return { collection: null, id: first }
  if (parts.length === 2 && isTaskId(first) && isTaskId(second))
    return { collection: first, id: second }
  throw invalidField('node', address, 'an id, or "collection/id"')
}
