import { COLUMNS, type ColumnName } from '../catalog/indexed-node.ts'
import { RELATIONSHIPS } from '../document/record-document.ts'
import { type QueryField, type QueryFields, quoteSql } from '../query/query-field.ts'
import { ATTRIBUTE_FIELDS, TEXT_FIELDS, taskReference } from '../record/delegation-fields.ts'
import type { DelegationRecord } from '../record/delegation-record.ts'
import type { Field } from '../record/field.ts'
import type { FieldKind } from '../record/field-kind.ts'

type DelegationField = QueryField<DelegationRecord>

/** All that can be asked of delegations. */
export const DELEGATION_QUERY_FIELDS: QueryFields<DelegationRecord> = new Map(
  [
    field('taskId', taskReference, 'id'),
    ...Object.entries<Field<unknown>>(ATTRIBUTE_FIELDS).map(([name, each]) =>
      field(name, each.kind, attributeSql(name, each), each.fallback === null),
    ),
    ...Object.entries<Field<unknown>>(TEXT_FIELDS).map(([name, each]) =>
      field(name, each.kind, null, each.fallback === null),
    ),
    field('parent', taskReference, parentSql(), true),
    { ...field('dependsOn', taskReference, edgesSql(RELATIONSHIPS.dependsOn)), isList: true },
  ].map((each) => [each.name, each] as const),
)

function field(
  name: string,
  kind: FieldKind<unknown>,
  sql: string | null,
  isNullable = false,
): DelegationField {
  const read = (record: DelegationRecord): unknown => record[name as keyof DelegationRecord]
  return { name, kind, isNullable, sql, isList: false, read }
}

/** A column where there is one, else the attribute as it stands in the file. */
function attributeSql(name: string, { attribute, kind, fallback }: Field<unknown>): string {
  if (Object.hasOwn(COLUMNS, name)) return COLUMNS[name as ColumnName]
  const text = `attributes ->> ${quoteSql(`$."${attribute}"`)}`
  const value = kind.accept(1) === 1 ? `CAST(${text} AS INTEGER)` : `(${text})`
  if (fallback === null || fallback === undefined) return value
  return `coalesce(${value}, ${typeof fallback === 'number' ? fallback : quoteSql(String(fallback))})`
}

function edgesSql(relationship: string): string {
  return `(SELECT target AS value FROM edges
    WHERE source = nodes.key AND relationship = ${quoteSql(relationship)})`
}

/** Of several, which no record of ours has, the first counts. */
function parentSql(): string {
  return `(SELECT target FROM edges WHERE source = nodes.key
    AND relationship = ${quoteSql(RELATIONSHIPS.parent)} AND target IS NOT NULL ORDER BY position LIMIT 1)`
}
