import { COLUMNS, type ColumnName } from '../catalog/indexed-node.ts'
import type { QueryField, QueryFields } from '../query/query-field.ts'
import { type FieldKind, text, time } from '../record/field-kind.ts'
import type { GraphNode } from './graph-node.ts'

/** The fields of nodes that the index holds. */
export type NodeIndexField =
  | 'id'
  | 'type'
  | 'title'
  | 'status'
  | 'priority'
  | 'agent'
  | 'createdAt'
  | 'updatedAt'
  | 'startedAt'
  | 'completedAt'

/** All that can be asked of nodes of any type. */
export const NODE_QUERY_FIELDS: QueryFields<GraphNode> = new Map(
  [
    { ...field('id', text, 'id'), isNullable: false },
    { ...field('title', text), isNullable: false },
    field('type', text),
    field('status', text),
    field('priority', text),
    field('agent', text),
    field('createdAt', time),
    field('updatedAt', time),
    field('startedAt', time),
    field('completedAt', time),
    { ...field('content', text), sql: null },
  ].map((each) => [each.name, each] as const),
)

function field(
  name: NodeIndexField | 'content',
  kind: FieldKind<unknown>,
  sql: string | null = COLUMNS[name as ColumnName],
): QueryField<GraphNode> {
  return { name, kind, isNullable: true, sql, isList: false, read: (node) => node[name] }
}
