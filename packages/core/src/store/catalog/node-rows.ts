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
/** What a row tells of its file; what stays the same is not written again, and with it none of the indexes. */
const CONTENT_COLUMNS: readonly string[] = [
  ...['problem', 'is_plain', 'attributes', 'properties'],
  ...Object.values(COLUMNS),
]
const ALL_COLUMNS: readonly string[] = ['collection', 'id', 'stamp', 'seen', ...CONTENT_COLUMNS]
const PUT = `INSERT INTO nodes (${ALL_COLUMNS.join(', ')})
  VALUES (${ALL_COLUMNS.map(() => '?').join(', ')})`
const GET = `SELECT ${CONTENT_COLUMNS.join(', ')} FROM nodes WHERE key = ?`
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
  { key, id, stamp, content }: SeenFile & { readonly key: number | null },
): void {
  const node = 'node' in content ? content.node : null
  const values = valuesOf(content)
  const row = key ?? database.run(PUT, collection, id, stamp, Date.now(), ...values)
  if (key !== null) {
    updateRow(database, key, { stamp, values })
    database.run('DELETE FROM edges WHERE source = ?', key)
  }
  node?.edges.forEach(({ relationship, target, href, label }, position) => {
    const place = [target?.collection ?? null, target?.id ?? null]
    database.run(PUT_EDGE, row, position, relationship, ...place, href, label)
  })
}

function updateRow(
  database: Database,
  key: number,
  { stamp, values }: { readonly stamp: string; readonly values: readonly Value[] },
): void {
  const known = database.get(GET, key) ?? {}
  const changed = CONTENT_COLUMNS.flatMap((column, place) =>
    known[column] === values[place] ? [] : [{ column, value: values[place] ?? null }],
  )
  const columns = ['stamp', 'seen', 'searchable', ...changed.map(({ column }) => column)]
  const sql = `UPDATE nodes SET ${columns.map((column) => `${column} = ?`).join(', ')} WHERE key = ?`
  database.run(sql, stamp, Date.now(), 0, ...changed.map(({ value }) => value), key)
}

/** In the order of {@link CONTENT_COLUMNS}. */
function valuesOf(content: FileContent): readonly Value[] {
  if ('problem' in content) return [content.problem, 0, '{}', null, ...NAMES.map(() => null)]
  const { node, isPlain } = content
  const attributes = JSON.stringify(node.attributes)
  const columns = NAMES.map((name) => node[name])
  return [null, Number(isPlain), attributes, propertiesOf(node), ...columns]
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
