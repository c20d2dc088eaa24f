import type { CollectionIndex } from '../catalog/collection-index.ts'
import type { Row } from '../catalog/database.ts'
import type { CheckedCollection } from './checked-collection.ts'
import { createFinding, type Finding, fileOf } from './finding.ts'

/** So many files are read before others may write again. */
const SLICE = 500

/** Reads every file anew, and names those whose rows told something else. What came or went was no mistake of a row. */
export function findStale(collection: CheckedCollection): readonly Finding[] {
  const index = collection.index()
  if (index === null) return []
  index.refresh()
  const ids = collection.files.ids()
  const stale: string[] = []
  for (let start = 0; start < ids.length; start += SLICE) {
    stale.push(...rereadSlice(index, ids.slice(start, start + SLICE)))
  }
  const reason = 'the index told of another state of it'
  return stale.map((id) => createFinding('stale', fileOf(collection, id), reason))
}

function rereadSlice(index: CollectionIndex, ids: readonly string[]): readonly string[] {
  return index.database.write(() => {
    const before = ids.map((id) => rowOf(index, id))
    index.reread(ids)
    return ids.filter((id, position) => {
      const known = before[position]
      return known !== undefined && JSON.stringify(known) !== JSON.stringify(rowOf(index, id))
    })
  })
}

function rowOf({ database, key }: CollectionIndex, id: string): Row | undefined {
  const sql = `SELECT stamp, problem, attributes, properties,
      (SELECT group_concat(relationship || ' ' || href, char(10)) FROM edges WHERE source = key) AS links
    FROM nodes WHERE collection = ? AND id = ? COLLATE NOCASE AND id = ?`
  return database.get(sql, key, id, id)
}
