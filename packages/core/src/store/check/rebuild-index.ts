import { HtmlGraphError } from '../../contract/index.ts'
import { emptyIndex } from '../catalog/empty-index.ts'
import type { StoreIndex } from '../catalog/store-index.ts'
import type { CheckedCollection } from './checked-collection.ts'
import { findProblems } from './find-problems.ts'
import type { Finding } from './finding.ts'
import { surveyCollection } from './survey-collection.ts'

/** What a new index holds. */
export interface ReindexReport {
  readonly collections: readonly ReindexedCollection[]
}

/** What it holds of one collection. */
export interface ReindexedCollection {
  readonly name: string
  /** How many nodes. */
  readonly nodes: number
  /** The files that are no whole nodes. */
  readonly leftOut: readonly Finding[]
}

/**
 * Throws the index away and makes it anew. Other processes go on with the old one meanwhile; none can write.
 *
 * @throws HG_STORE_UNWRITABLE when no index can be made.
 */
export function rebuildIndex(
  store: StoreIndex,
  collections: readonly CheckedCollection[],
): ReindexReport {
  if (collections.length === 0) return { collections: [] }
  const { database } = store
  if (database === null) throw noIndex(store)
  database.write(() => {
    emptyIndex(database)
    for (const { index } of collections) index()?.refresh()
  })
  return {
    collections: collections.map((collection) => {
      const { nodes, problems } = surveyCollection(collection)
      return { name: collection.name, nodes, leftOut: findProblems(collection, problems) }
    }),
  }
}

function noIndex({ path, problem }: StoreIndex): HtmlGraphError {
  return new HtmlGraphError({
    code: 'HG_STORE_UNWRITABLE',
    message: `The index ${path} cannot be made: ${problem}.`,
    hint: 'Make its directory writable. Until then every question reads all files.',
    details: { path, reason: problem },
  })
}
