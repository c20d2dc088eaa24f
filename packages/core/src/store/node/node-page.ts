import type { GraphNode } from './graph-node.ts'
import type { NodeArticle } from './node-article.ts'

/** A node, the text that it stands in, and where its parts are. */
export interface NodePage {
  readonly node: GraphNode
  /** With the line ends that a browser sees. */
  readonly source: string
  readonly parts: NodeArticle
}
