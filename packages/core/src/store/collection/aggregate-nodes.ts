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

/** The nodes that have the same values of some fields. */
export interface Tally {
  /** In the order of the fields; `null` for those that have none. */
  readonly values: readonly Group['value'][]
  readonly count: number
  readonly sums: Group['sums']
}

/** What is counted and added, and of which nodes. */
export interface Aggregation<Node> {
  /** None: all nodes are one group. */
  readonly by: readonly QueryField<Node>[]
  readonly summands: readonly Summand<Node>[]
  readonly query: Query<Node>
}

/** Counts and adds up without reading the nodes; groups by values, those that have none last. */
export function aggregateNodes<Node extends WithProperties, Document>(
  nodes: StoredNodes<Node, Document>,
  aggregation: Aggregation<Node>,
): readonly Tally[] {
  const { by, query } = aggregation
  const filter = filterSql(query.conditions)
  const outOfFiles = (): readonly Tally[] =>
    aggregateRead(
      findNodes(nodes, query).map(({ node }) => node),
      aggregation,
    )
  if (!filter.isWhole || by.some(({ sql }) => sql === null)) return outOfFiles()
  return answer(nodes, (index) => aggregateRows(index, aggregation, filter), outOfFiles)
}

function aggregateRows<Node>(
  index: CollectionIndex,
  aggregation: Aggregation<Node>,
  filter: Clause,
): readonly Tally[] {
  index.refresh(aggregation.query.isStrict)
  const { sql, values } = groupsSql(aggregation, filter, index.key)
  return index.database.all(sql, ...values).map((row) => ({
    values: aggregation.by.map((_field, place) => (row[`value${place}`] ?? null) as Group['value']),
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
    ...by.map(({ sql }, place) => `${sql} AS value${place}`),
    'count(*) AS nodes',
    ...summands.map((summand, place) => totalSql(summand, place)),
  ]
  const places = by.map((_field, place) => `value${place}`)
  const order = places.map((value) => `${value} IS NULL, ${value}`).join(', ')
  const group = by.length === 0 ? '' : `GROUP BY ${places.join(', ')} ORDER BY ${order}`
  return {
    sql: `SELECT ${columns.join(', ')} FROM nodes
      WHERE collection = ? AND problem IS NULL AND ${filter.sql} ${group}`,
    values: [collection, ...filter.values],
  }
}

function aggregateRead<Node extends WithProperties>(
  nodes: readonly Node[],
  { by, summands }: Aggregation<Node>,
): readonly Tally[] {
  const valuesOf = (node: Node): Tally['values'] =>
    by.map(({ read }) => (read(node) ?? null) as Group['value'])
  const groups = Map.groupBy(nodes, (node) => JSON.stringify(valuesOf(node)))
  if (by.length === 0 && groups.size === 0) groups.set('[]', [])
  return [...groups]
    .map(([values, members]) => ({
      values: JSON.parse(values) as Tally['values'],
      count: members.length,
      sums: Object.fromEntries(
        summands.map((summand) => [summand.name, totalOf(members, summand)]),
      ),
    }))
    .sort((one, other) => compareAll(one.values, other.values))
}

function compareAll(one: Tally['values'], other: Tally['values']): number {
  const orders = one.map((value, place) => compareValues(value, other[place] ?? null))
  return orders.find((order) => order !== 0) ?? 0
}

function compareValues(one: Group['value'], other: Group['value']): number {
  if (one === other) return 0
  if (one === null || other === null) return one === null ? 1 : -1
  return one < other ? -1 : 1
}
