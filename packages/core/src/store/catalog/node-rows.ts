import type { Database, Value } from './database.ts'
import { COLUMNS, type ColumnName, type IndexedNode } from './indexed-node.ts'

/** What a file says: a node, or why it is none. */
export type FileContent =
  | { readonly node: IndexedNode; readonly isPlain: boolean }
  | { readonly problem: string }

/** A file as it was seen. */
export interface SeenFile {
  readonly id: string
  /** Tells this content from any other; see `stampOf`. */
  readonly stamp: string
  readonly content: FileContent
}

const NAMES = Object.keys(COLUMNS) as ColumnName[]
const ALL_COLUMNS = [
  ...[
    'key',
    'collection',
    'id',
    'stamp',
    'seen',
    'problem',
    'is_plain',
    'attributes',
    'properties',
  ],
  ...Object.values(COLUMNS),
]
const PUT = `INSERT OR REPLACE INTO nodes (${ALL_COLUMNS.join(', ')})
  VALUES (${ALL_COLUMNS.map(() => '?').join(', ')})`
const PUT_EDGE = `INSERT INTO edges
  (source, position, relationship, target_collection, target, href, label) VALUES (?, ?, ?, ?, ?, ?, ?)`

/**
 * Keeps what a file says, in the place of what it said before.
 *
 * @param key The row of the file; `null` when it has none yet.
 */
export function putRow(
  database: Database,
  collection: number,
  { key, ...file }: SeenFile & { readonly key: number | null },
): void {
  const { id, stamp, content } = file
  const node = 'node' in content ? content.node : null
  const values: Value[] = [key, collection, id, stamp, Date.now()]
  if ('problem' in content) values.push(content.problem, 0, '{}', null)
  else {
    const { attributes } = content.node
    values.push(
      null,
      Number(content.isPlain),
      JSON.stringify(attributes),
      propertiesOf(content.node),
    )
  }
  for (const name of NAMES) values.push(node?.[name] ?? null)
  const row = database.run(PUT, ...values)
  if (key !== null) database.run('DELETE FROM edges WHERE source = ?', key)
  node?.edges.forEach(({ relationship, target, href, label }, position) => {
    const place = [target?.collection ?? null, target?.id ?? null]
    database.run(PUT_EDGE, row, position, relationship, ...place, href, label)
  })
}

/** Forgets a file that is gone. Its words stay in the text index until their row is used again. */
export function removeRow(database: Database, key: number): void {
  database.run('DELETE FROM edges WHERE source = ?', key)
  database.run('DELETE FROM nodes WHERE key = ?', key)
}

function propertiesOf({ properties }: IndexedNode): string | null {
  for (const _ in properties) return JSON.stringify(properties)
  return null
}
