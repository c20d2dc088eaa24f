import type { FieldKind } from '../record/field-kind.ts'

/** A value that can be compared. */
export type Scalar = string | number | boolean | null

/** A field that queries can name. */
export interface QueryField<Node> {
  readonly name: string
  readonly kind: FieldKind<unknown>
  /** Whether nodes may have none. */
  readonly isNullable: boolean
  /**
   * Its value as SQL over a row of `nodes`; `null` when only the file tells it.
   * Of a list it is a subquery with the column `value`.
   */
  readonly sql: string | null
  readonly isList: boolean
  /** What a node has: a scalar, or a list of them. */
  readonly read: (node: Node) => unknown
}

/** All fields that the queries of a collection can name. */
export type QueryFields<Node> = ReadonlyMap<string, QueryField<Node>>

/** Column names and JSON paths are ours; still nothing but a quoted text comes near SQL. */
export function quoteSql(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
