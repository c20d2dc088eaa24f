import type { CollectionIndex } from '../catalog/collection-index.ts'
import { type Condition, fulfils, type WithProperties } from '../query/condition.ts'
import { ALWAYS, type Clause, filterSql } from '../query/filter-sql.ts'
import {
  afterSql,
  comparePositions,
  type Order,
  orderSql,
  type Position,
  positionOf,
} from '../query/order.ts'
import { isTaskId } from '../task-id.ts'
import {
  answer,
  isCorrupt,
  readDocument,
  type StoredDocument,
  type StoredNodes,
} from './stored-nodes.ts'

/** Files may change while they are read; after so many tries what was read is good enough. */
const MOST_TRIES = 5

/** A query that has been checked. */
export interface Query<Node> {
  readonly conditions: readonly Condition<Node>[]
  readonly order: Order<Node>
  readonly limit: number | null
  /** Only what comes behind this position. */
  readonly after: Position | null
  readonly isStrict: boolean
  /** Rows that are out of the question are left out; a hint, since files may have changed. @default all rows */
  readonly candidates?: Clause | undefined
}

/** A node as a query found it. */
export interface FoundNode<Node, Document> extends StoredDocument<Document> {
  readonly node: Node
}

/** The nodes that a query means, in its order, read from their files. */
export function findNodes<Node extends WithProperties, Document>(
  nodes: StoredNodes<Node, Document>,
  query: Query<Node>,
): readonly FoundNode<Node, Document>[] {
  return answer(
    nodes,
    (index) => findIndexed(nodes, query, index),
    () => scan(nodes, query),
  )
}

function findIndexed<Node extends WithProperties, Document>(
  nodes: StoredNodes<Node, Document>,
  query: Query<Node>,
  index: CollectionIndex,
): readonly FoundNode<Node, Document>[] {
  index.refresh(query.isStrict)
  for (let tries = 1; ; tries += 1) {
    const { found, stale } = readRows(nodes, query, index)
    if (stale.length === 0 || tries === MOST_TRIES) return found
    index.reread(stale)
  }
}

/** Reads the files of the rows that match; `stale` are those that say something else by now. */
function readRows<Node extends WithProperties, Document>(
  nodes: StoredNodes<Node, Document>,
  query: Query<Node>,
  index: CollectionIndex,
): { found: FoundNode<Node, Document>[]; stale: string[] } {
  const found: FoundNode<Node, Document>[] = []
  const stale: string[] = []
  const { isWhole, rows } = selectRows(query, index)
  for (const { id, stamp } of rows) {
    if (found.length === query.limit) break
    const node = readNode(nodes, id)
    if (node?.stamp !== stamp) stale.push(id)
    if (node === null) continue
    if (fulfils(node.node, query.conditions)) found.push(node)
    else if (isWhole) stale.push(id)
  }
  return { found, stale }
}

interface SelectedRow {
  readonly id: string
  readonly stamp: string
}

function selectRows<Node>(
  query: Query<Node>,
  index: CollectionIndex,
): { isWhole: boolean; rows: readonly SelectedRow[] } {
  const filter = filterSql(query.conditions)
  const limit = filter.isWhole ? query.limit : null
  const { sql, values } = rowsSql(query, filter, index.key)
  const rows = index.database.all(`SELECT id, stamp ${sql} LIMIT ?`, ...values, limit ?? -1)
  return { isWhole: filter.isWhole, rows: rows as unknown as SelectedRow[] }
}

/** `FROM` to `ORDER BY` of the rows that a query means. */
export function rowsSql<Node>(
  { order, after, candidates = ALWAYS }: Query<Node>,
  filter: Clause,
  collection: number,
): Clause {
  const behind = after === null ? ALWAYS : afterSql(order, after)
  return {
    sql: `FROM nodes WHERE collection = ? AND problem IS NULL AND ${filter.sql} AND ${candidates.sql}
      AND ${behind.sql}
      ORDER BY ${orderSql(order)}`,
    values: [collection, ...filter.values, ...candidates.values, ...behind.values],
  }
}

/** `null` for a file that is gone, or no node any more. */
function readNode<Node extends WithProperties, Document>(
  nodes: StoredNodes<Node, Document>,
  id: string,
): FoundNode<Node, Document> | null {
  try {
    const stored = readDocument(nodes, id)
    return stored === null ? null : { ...stored, node: nodes.codec.nodeOf(stored.document) }
  } catch (error) {
    if (isCorrupt(error)) return null
    throw error
  }
}

/** The same without an index: every file is read. */
function scan<Node extends WithProperties, Document>(
  nodes: StoredNodes<Node, Document>,
  { conditions, order, limit, after }: Query<Node>,
): readonly FoundNode<Node, Document>[] {
  const found = nodes.files
    .ids()
    .filter(isTaskId)
    .flatMap((id) => {
      const each = readNode(nodes, id)
      if (each === null || !fulfils(each.node, conditions)) return []
      return [{ each, position: positionOf(order, each.node, id) }]
    })
  return found
    .filter(({ position }) => after === null || comparePositions(order, position, after) > 0)
    .sort((one, other) => comparePositions(order, one.position, other.position))
    .slice(0, limit ?? undefined)
    .map(({ each }) => each)
}
