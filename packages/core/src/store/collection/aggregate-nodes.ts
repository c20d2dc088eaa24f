import type { CollectionIndex } from '../catalog/collection-index.ts'
import type { WithProperties } from '../query/condition.ts'
import { type Clause, filterSql } from '../query/filter-sql.ts'
import type { QueryField } from '../query/query-field.ts'
import { readTotal, type Summand, type Total, totalOf, totalSql } from '../query/totals.ts'
import { findNodes, type Query } from './find-nodes.ts'
import { answer, type StoredNodes } from './stored-nodes.ts'

/** The nodes that have one value of a field. */
export interface Group<Name extends string = string> {
  /** `null` for those that have none. */
  readonly value: string | number | null
  readonly count: number
  /** By the name of what was added. */
  readonly sums: Readonly<Record<Name, Total>>
}

/** What is counted and added, and of which nodes. */
export interface Aggregation<Node> {
  /** `null`: all nodes are one group. */
  readonly by: QueryField<Node> | null
  readonly summands: readonly Summand<Node>[]
  readonly query: Query<Node>
}

/** Counts and adds up without reading the nodes; groups by value, those that have none last. */
export function aggregateNodes<Node extends WithProperties, Document>(
  nodes: StoredNodes<Node, Document>,
  aggregation: Aggregation<Node>,
): readonly Group[] {
  const { by, query } = aggregation
  const filter = filterSql(query.conditions)
  const outOfFiles = (): readonly Group[] =>
    aggregateRead(
      findNodes(nodes, query).map(({ node }) => node),
      aggregation,
    )
  if (!filter.isWhole || by?.sql === null) return outOfFiles()
  return answer(nodes, (index) => aggregateRows(index, aggregation, filter), outOfFiles)
}

function aggregateRows<Node>(
  index: CollectionIndex,
  aggregation: Aggregation<Node>,
  filter: Clause,
): readonly Group[] {
  index.refresh(aggregation.query.isStrict)
  const { sql, values } = groupsSql(aggregation, filter, index.key)
  return index.database.all(sql, ...values).map((row) => ({
    value: (row.value ?? null) as Group['value'],
    count: Number(row.nodes),
    sums: Object.fromEntries(
      aggregation.summands.map((summand, place) => [summand.name, readTotal(row, summand, place)]),
    ),
  }))
}

function groupsSql<Node>(
  { by, summands }: Aggregation<Node>,
  filter: Clause,
  collection: number,
): Clause {
  const columns = [
    'count(*) AS nodes',
    ...summands.map((summand, place) => totalSql(summand, place)),
  ]
  const value = by === null ? 'NULL' : by.sql
  const group = by === null ? '' : `GROUP BY ${value} ORDER BY ${value} IS NULL, ${value}`
  return {
    sql: `SELECT ${value} AS value, ${columns.join(', ')} FROM nodes
      WHERE collection = ? AND problem IS NULL AND ${filter.sql} ${group}`,
    values: [collection, ...filter.values],
  }
}

function aggregateRead<Node extends WithProperties>(
  nodes: readonly Node[],
  { by, summands }: Aggregation<Node>,
): readonly Group[] {
  const groups = Map.groupBy(
    nodes,
    (node) => (by === null ? null : by.read(node)) as Group['value'],
  )
  if (by === null && groups.size === 0) groups.set(null, [])
  return [...groups]
    .map(([value, members]) => ({
      value,
      count: members.length,
      sums: Object.fromEntries(
        summands.map((summand) => [summand.name, totalOf(members, summand)]),
      ),
    }))
    .sort((one, other) => compareValues(one.value, other.value))
}

function compareValues(one: Group['value'], other: Group['value']): number {
  if (one === other) return 0
  if (one === null || other === null) return one === null ? 1 : -1
  return one < other ? -1 : 1
}
