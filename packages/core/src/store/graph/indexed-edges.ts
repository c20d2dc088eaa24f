import type { CollectionIndex } from '../catalog/collection-index.ts'
import type { Database, Row } from '../catalog/database.ts'
import type { NodeReference } from '../node/edge-target.ts'
import type { EdgeSource, GraphEdge } from './graph-edge.ts'

const COLUMNS = `its.name AS source_collection, nodes.id AS source, relationship, target_collection, target, href, label
  FROM edges JOIN nodes ON nodes.key = edges.source JOIN collections AS its ON its.key = nodes.collection`

/**
 * Looks the links up in the index, which is brought up to date first. The files of the nodes that are a part of an answer are
 * looked at, so that a link taken out of one in place is not told.
 */
export function indexedEdges(
  database: Database,
  indexes: ReadonlyMap<string, CollectionIndex>,
): EdgeSource {
  const names = [...indexes.keys()]
  return {
    collections: names,
    holders: (id) => {
      const sql = `SELECT its.name FROM nodes JOIN collections AS its ON its.key = nodes.collection
        WHERE nodes.id = ? AND problem IS NULL AND nodes.collection = ?`
      return names.filter(
        (name) => database.get(sql, id, indexes.get(name)?.key ?? -1) !== undefined,
      )
    },
    outgoing: ({ collection, id }) => {
      const index = indexes.get(collection)
      if (index === undefined) return []
      index.freshen([id])
      const sql = `SELECT ${COLUMNS} WHERE nodes.collection = ? AND nodes.id = ? COLLATE NOCASE AND nodes.id = ?
        ORDER BY position`
      return database.all(sql, index.key, id, id).map(toEdge)
    },
    incoming: ({ collection, id }) => {
      const sql = `SELECT ${COLUMNS} WHERE target = ? AND target_collection = ? ORDER BY its.name, nodes.id, position`
      const ask = (): readonly GraphEdge[] => database.all(sql, id, collection).map(toEdge)
      for (const [name, sources] of Map.groupBy(ask(), ({ source }) => source.collection)) {
        indexes.get(name)?.freshen(sources.map(({ source }) => source.id))
      }
      return ask()
    },
    nodesOf: (collection) => {
      const sql = 'SELECT id FROM nodes WHERE collection = ? AND problem IS NULL ORDER BY id'
      return database
        .all(sql, indexes.get(collection)?.key ?? -1)
        .map((row) => ({ collection, id: row.id as string }))
    },
  }
}

function toEdge(row: Row): GraphEdge {
  const { source_collection, source, relationship, target_collection, target, href, label } =
    row as Record<string, string | null>
  return {
    source: { collection: source_collection ?? '', id: source ?? '' },
    relationship: relationship ?? '',
    target: toReference(target_collection ?? null, target ?? null),
    href: href ?? '',
    label: label ?? '',
  }
}

function toReference(collection: string | null, id: string | null): NodeReference | null {
  return collection === null || id === null ? null : { collection, id }
}
