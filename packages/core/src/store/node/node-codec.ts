import type { IndexedNode } from '../catalog/indexed-node.ts'
import type { Codec } from '../collection/codec.ts'
import { corruptDocument } from '../document/corrupt-document.ts'
import { assertNodeId } from '../task-id.ts'
import type { GraphNode } from './graph-node.ts'
import { nodeExists, nodeNotFound } from './node-errors.ts'
import { NODE_QUERY_FIELDS } from './node-query-fields.ts'
import { readNode } from './read-node.ts'
import { withLineFeeds } from './splice.ts'

/** A node, and the text that it stands in. */
export interface NodeDocument {
  readonly node: GraphNode
  readonly text: string
}

/** How the nodes of a collection stand in their files. */
export function createNodeCodec(collection: string): Codec<GraphNode, NodeDocument> {
  return {
    read(id, text) {
      const node = readNode({ collection, id }, withLineFeeds(text))
      const holds = node.attributes.id ?? id
      if (holds === id || holds.toLowerCase() !== id.toLowerCase()) return { node, text }
      throw corruptDocument(`it holds the node "${holds}"`, { holds })
    },
    nodeOf: (document) => document.node,
    idOf: (node) => node.id,
    describe: ({ node }) => describe(node),
    // Of other attributes HTML ignores upper and lower case.
    isVerbatim: (attribute) => attribute === 'id' || attribute.startsWith('data-'),
    textsOf: ({ title, content, steps }) => ({
      title,
      prompt: steps.map(({ text }) => text).join('\n'),
      output: content ?? '',
    }),
    fields: NODE_QUERY_FIELDS,
    defaultSort: 'createdAt',
    errors: {
      assertId: assertNodeId,
      exists: (id, twin) => nodeExists({ collection, id }, twin),
      notFound: (id, known) =>
        nodeNotFound(
          `${collection}/${id}`,
          known.map((each) => `${collection}/${each}`),
        ),
    },
  }
}

function describe(node: GraphNode): IndexedNode {
  const { type, title, status, agent, priority, attributes, properties } = node
  const { createdAt, startedAt, completedAt, updatedAt } = node
  return {
    ...{ type, title, status, agent, priority, attributes, properties },
    ...{ createdAt, startedAt, completedAt, updatedAt },
    ...{ provider: null, model: null, requestedModel: null, taskType: null },
    ...{ tokensUsed: null, cost: null, costBasis: null, errorKind: null },
    edges: node.links,
  }
}
