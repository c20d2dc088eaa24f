import type { CollectionIndex } from '../catalog/collection-index.ts'
import { unwritableCode } from '../catalog/database.ts'
import type { StoreIndex } from '../catalog/store-index.ts'
import type { CheckedCollection } from '../check/checked-collection.ts'
import { fileEdges } from './file-edges.ts'
import type { EdgeSource } from './graph-edge.ts'
import { indexedEdges } from './indexed-edges.ts'

/** Out of the index of all collections, since a link may be in any; out of the files where it cannot be brought up to date. */
export function openEdges(
  { database }: StoreIndex,
  collections: readonly CheckedCollection[],
): EdgeSource {
  if (database === null) return fileEdges(collections)
  try {
    const indexes = new Map<string, CollectionIndex>()
    for (const { name, index: open } of collections) {
      const index = open()
      index?.refresh()
      if (index !== null) indexes.set(name, index)
    }
    return indexedEdges(database, indexes)
  } catch (error) {
    if (unwritableCode(error) === null) throw error
    return fileEdges(collections)
  }
}
