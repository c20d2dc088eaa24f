import type { IndexedEdge } from '../catalog/indexed-node.ts'
import type { Describe } from '../catalog/see-file.ts'
import { isCorrupt } from '../collection/stored-nodes.ts'
import type { NodeFiles } from '../files/node-files.ts'
import { isTaskId } from '../task-id.ts'
import type { EdgeSource, GraphEdge } from './graph-edge.ts'

/** A collection whose files are read. */
export interface ReadCollection {
  readonly name: string
  readonly files: NodeFiles
  readonly describe: Describe
}

/** Reads the links of all files, where there can be no index. */
export function fileEdges(collections: readonly ReadCollection[]): EdgeSource {
  const nodes = new Map(
    collections.map((collection) => [collection.name, readLinks(collection)] as const),
  )
  const outgoing = (collection: string, id: string): readonly GraphEdge[] =>
    (nodes.get(collection)?.get(id) ?? []).map((edge) => ({ ...edge, source: { collection, id } }))
  return {
    collections: [...nodes.keys()],
    holders: (id) => [...nodes].filter(([, links]) => links.has(id)).map(([name]) => name),
    outgoing: ({ collection, id }) => outgoing(collection, id),
    incoming: ({ collection, id }) =>
      [...nodes].flatMap(([name, links]) =>
        [...links.keys()]
          .flatMap((source) => outgoing(name, source))
          .filter(({ target }) => target?.id === id && target.collection === collection),
      ),
    nodesOf: (collection) =>
      [...(nodes.get(collection)?.keys() ?? [])].map((id) => ({ collection, id })),
  }
}

function readLinks({
  files,
  describe,
}: ReadCollection): ReadonlyMap<string, readonly IndexedEdge[]> {
  const links = new Map<string, readonly IndexedEdge[]>()
  for (const id of files.ids().filter(isTaskId).toSorted()) {
    try {
      const file = files.read(id)
      if (file !== null) links.set(id, describe(id, file.text).edges)
    } catch (error) {
      if (!isCorrupt(error)) throw error
    }
  }
  return links
}
