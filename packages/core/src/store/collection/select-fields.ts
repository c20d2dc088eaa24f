import type { CollectionIndex } from '../catalog/collection-index.ts'
import type { WithProperties } from '../query/condition.ts'
import { type Clause, filterSql } from '../query/filter-sql.ts'
import type { QueryField, QueryFields } from '../query/query-field.ts'
import { unknownField } from '../record/field-error.ts'
import { findNodes, type Query, rowsSql } from './find-nodes.ts'
import { answer, type StoredNodes } from './stored-nodes.ts'

/** Files may change while they are looked at; after so many tries the rows are good enough. */
const MOST_TRIES = 5

/** A few fields of a node. */
export type Selection = Readonly<Record<string, unknown>>

/** @throws HG_FIELD_UNKNOWN for a name that the index does not hold. */
export function readSelection<Node>(
  names: readonly string[],
  fields: QueryFields<Node>,
): readonly QueryField<Node>[] {
  return names.map((name) => {
    const field = fields.get(name)
    if (field !== undefined && field.sql !== null && !field.isList) return field
    const known = [...fields.values()].filter(({ sql, isList }) => sql !== null && !isList)
    throw unknownField('select', name, known.map((each) => each.name).sort())
  })
}

/** A few fields of the nodes that a query means, out of the index; each file is only looked at, not read. */
export function selectFields<Node extends WithProperties, Document>(
  nodes: StoredNodes<Node, Document>,
  fields: readonly QueryField<Node>[],
  query: Query<Node>,
): readonly Selection[] {
  const filter = filterSql(query.conditions)
  const outOfFiles = (): readonly Selection[] =>
    findNodes(nodes, query).map(({ node }) =>
      Object.fromEntries(fields.map(({ name, read }) => [name, read(node)])),
    )
  if (!filter.isWhole) return outOfFiles()
  return answer(nodes, (index) => selectRows(index, fields, { query, filter }), outOfFiles)
}

function selectRows<Node>(
  index: CollectionIndex,
  fields: readonly QueryField<Node>[],
  { query, filter }: { readonly query: Query<Node>; readonly filter: Clause },
): readonly Selection[] {
  index.refresh(query.isStrict)
  const columns = fields.map(({ name, sql }) => `${sql} AS "${name}"`).join(', ')
  const { sql, values } = rowsSql(query, filter, index.key)
  const statement = `SELECT id AS "_id", stamp AS "_stamp", seen AS "_seen", ${columns} ${sql} LIMIT ?`
  const rows = takeRows(index, () => index.database.all(statement, ...values, query.limit ?? -1))
  return rows.map((row) => pick(row, fields))
}

/** Rows whose files are still the same; where one is not, it is read and the query asked again. */
function takeRows(index: CollectionIndex, ask: () => readonly Selection[]): readonly Selection[] {
  let rows = ask()
  const fresh = new Set<string>()
  for (let tries = 1; tries < MOST_TRIES; tries += 1) {
    const files = rows.map((row) => ({
      id: row._id as string,
      stamp: row._stamp as string,
      seen: row._seen as number,
    }))
    const stale = files.filter((file) => !fresh.has(file.id) && !index.isCurrent(file))
    if (stale.length === 0) break
    for (const { id } of stale) fresh.add(id)
    index.reread(stale.map(({ id }) => id))
    rows = ask()
  }
  return rows
}

/** By name: to take the other members away is several times slower. */
function pick<Node>(row: Selection, fields: readonly QueryField<Node>[]): Selection {
  const selection: Record<string, unknown> = {}
  for (const { name } of fields) selection[name] = row[name]
  return selection
}
