import { unknownField } from '../record/field-error.ts'
import { dollars } from '../record/field-kind.ts'
import { type QueryField, type QueryFields, quoteSql } from './query-field.ts'

const MICRO_USD = 1_000_000

/** A sum, and how many nodes it leaves out. */
export interface Total {
  /** Of those that have a value; US dollars are added in whole micro-dollars. */
  readonly sum: number
  /** How many have a value. */
  readonly measured: number
  /** How many have none: they are not 0, they are not known. */
  readonly unmeasured: number
}

/** What can be added: a field that is a number, or `properties.NAME` where that is one. */
export interface Summand<Node> {
  readonly name: string
  /** SQL over a row of `nodes`; no number is NULL. */
  readonly sql: string
  readonly read: (node: Node) => number | null
  readonly unit: number
}

/** @throws HG_FIELD_UNKNOWN when there is no such field, or it is no number. */
export function readSummand<Node extends { readonly properties: object }>(
  name: string,
  fields: QueryFields<Node>,
): Summand<Node> {
  const key = name.startsWith('properties.') ? name.slice('properties.'.length) : null
  if (key !== null) return propertySummand(key)
  const field = fields.get(name)
  if (field !== undefined && isNumeric(field)) {
    const read = (node: Node): number | null => numberOrNull(field.read(node))
    return { name, sql: field.sql ?? '', read, unit: field.kind === dollars ? MICRO_USD : 1 }
  }
  const numeric = [...fields.values()].filter(isNumeric).map((each) => each.name)
  throw unknownField('sum', name, [...numeric, 'properties.NAME'])
}

function propertySummand<Node extends { readonly properties: object }>(key: string): Summand<Node> {
  const sql = `(SELECT value FROM json_each(nodes.properties)
    WHERE key = ${quoteSql(key)} AND type IN ('integer', 'real'))`
  const read = ({ properties }: Node): number | null =>
    Object.hasOwn(properties, key) ? numberOrNull(Reflect.get(properties, key)) : null
  return { name: `properties.${key}`, sql, read, unit: 1 }
}

/** The columns of a total, to be read by {@link readTotal}. */
export function totalSql<Node>({ sql, unit }: Summand<Node>, index: number): string {
  const value = unit === 1 ? sql : `CAST(round(${sql} * ${unit}) AS INTEGER)`
  return `sum(${value}) AS sum${index}, count(${sql}) AS measured${index}`
}

/** A total out of a row that has `nodes` nodes. */
export function readTotal<Node>(
  row: Readonly<Record<string, unknown>>,
  { unit }: Summand<Node>,
  index: number,
): Total {
  const measured = Number(row[`measured${index}`])
  const sum = Number(row[`sum${index}`] ?? 0) / unit
  return { sum, measured, unmeasured: Number(row.nodes) - measured }
}

/** The same of nodes that have been read. */
export function totalOf<Node>(nodes: readonly Node[], { read, unit }: Summand<Node>): Total {
  const values = nodes.map(read).filter((value) => value !== null)
  const add = (sum: number, value: number): number =>
    sum + (unit === 1 ? value : Math.round(value * unit))
  const sum = values.reduce(add, 0) / unit
  return { sum, measured: values.length, unmeasured: nodes.length - values.length }
}

function isNumeric<Node>({ kind, sql }: QueryField<Node>): boolean {
  return sql !== null && kind.accept(1) === 1 && kind.parse('any text') === undefined
}

function numberOrNull(value: unknown): number | null {
  return typeof value === 'number' ? value : null
}
