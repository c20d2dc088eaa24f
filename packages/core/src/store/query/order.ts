import { unknownField } from '../record/field-error.ts'
import type { Clause } from './filter-sql.ts'
import { queryError } from './query-error.ts'
import type { QueryField, QueryFields } from './query-field.ts'

/** By what nodes are sorted; those that do not have it come last, and equal ones by id. */
export interface Order<Node> {
  readonly field: QueryField<Node>
  readonly isDescending: boolean
}

/** Where a page ended: what its last node was sorted by, and its id. */
export type Position = readonly [value: string | number | null, id: string]

/**
 * The order that a name means: `createdAt`, or `-cost` for the highest first.
 *
 * @throws HG_FIELD_UNKNOWN, HG_OPTION_INVALID
 */
export function readOrder<Node>(sort: unknown, fields: QueryFields<Node>): Order<Node> {
  const text = typeof sort === 'string' ? sort : JSON.stringify(sort)
  const name = text.replace(/^-/, '')
  const field = fields.get(name)
  if (field !== undefined && field.sql !== null && !field.isList) {
    return { field, isDescending: text.startsWith('-') }
  }
  const sortable = [...fields.values()].filter(({ sql, isList }) => sql !== null && !isList)
  throw unknownField('sort', name, sortable.map((each) => each.name).sort())
}

/** `ORDER BY` without its two words. */
export function orderSql<Node>({ field, isDescending }: Order<Node>): string {
  const value = `${field.sql}${isDescending ? ' DESC' : ''}`
  if (field.sql === 'id') return value
  return field.isNullable ? `${field.sql} IS NULL, ${value}, id` : `${value}, id`
}

/** What comes behind a position. */
export function afterSql<Node>({ field, isDescending }: Order<Node>, position: Position): Clause {
  const [value, id] = position
  const sql = field.sql ?? ''
  if (value === null) return { sql: `(${sql} IS NULL AND id > ?)`, values: [id] }
  const sign = isDescending ? '<' : '>'
  const rest = field.isNullable ? ` OR ${sql} IS NULL` : ''
  return {
    sql: `(${sql} ${sign} ? OR (${sql} = ? AND id > ?)${rest})`,
    values: [value, value, id],
  }
}

/** Where a node stands in an order. */
export function positionOf<Node>({ field }: Order<Node>, node: Node, id: string): Position {
  return [field.read(node) as string | number | null, id]
}

/** Compares two positions as {@link orderSql} does. */
export function comparePositions<Node>(
  { isDescending }: Order<Node>,
  [value, id]: Position,
  [otherValue, otherId]: Position,
): number {
  if (value === null || otherValue === null) {
    return Number(value === null) - Number(otherValue === null) || compare(id, otherId)
  }
  return (isDescending ? -1 : 1) * compare(value, otherValue) || compare(id, otherId)
}

function compare<Value extends string | number>(one: Value, other: Value): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}

/** A position as a text that callers can keep. It holds the order, so that it is not used for another one. */
export function writeCursor<Node>(order: Order<Node>, position: Position): string {
  return Buffer.from(JSON.stringify([nameOf(order), ...position])).toString('base64url')
}

/** @throws HG_QUERY_INVALID when the text is no cursor of this order. */
export function readCursor<Node>(cursor: string, order: Order<Node>): Position {
  const parts = parseCursor(cursor)
  if (parts === null)
    throw queryError(`cursor is ${JSON.stringify(cursor)}; expected one that a page gave`)
  const [name, ...position] = parts
  if (name === nameOf(order)) return position
  throw queryError(
    `cursor is of a page sorted by "${name}"; expected one sorted by "${nameOf(order)}"`,
  )
}

function nameOf<Node>({ field, isDescending }: Order<Node>): string {
  return `${isDescending ? '-' : ''}${field.name}`
}

function parseCursor(cursor: unknown): readonly [string, ...Position] | null {
  try {
    const parts: unknown = JSON.parse(Buffer.from(String(cursor), 'base64url').toString())
    const isCursor = Array.isArray(parts) && parts.length === 3 && typeof parts[2] === 'string'
    return isCursor ? (parts as unknown as [string, ...Position]) : null
  } catch {
    return null
  }
}
