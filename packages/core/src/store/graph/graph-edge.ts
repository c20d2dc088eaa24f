import type { NodeReference } from '../node/edge-target.ts'

/** A hyperlink of one node to another, or out of the store. */
export interface GraphEdge {
  /** The node that has the link. */
  readonly source: NodeReference
  readonly relationship: string
  /** The node it leads to, which need not exist; `null` when that is none of this store. */
  readonly target: NodeReference | null
  readonly href: string
  readonly label: string
}

/** Which way links are followed: `out` as they lead, `in` against that. */
export type Direction = 'out' | 'in' | 'both'

/** Where the links of a store are looked up. */
export interface EdgeSource {
  /** The names of all collections. */
  readonly collections: readonly string[]
  /** The collections that have a node of this id, by name. */
  holders(id: string): readonly string[]
  /** The links that a node has, in the order of its file. */
  outgoing(node: NodeReference): readonly GraphEdge[]
  /** The links that lead to a node, by collection and id of those that have them. */
  incoming(node: NodeReference): readonly GraphEdge[]
  /** All nodes of a collection, by id. */
  nodesOf(collection: string): readonly NodeReference[]
}
