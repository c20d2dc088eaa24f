import { acceptProperties, isObject } from '../record/accept-field.ts'
import { invalidField, unknownField } from '../record/field-error.ts'
import type { FieldKind } from '../record/field-kind.ts'
import type { Condition } from './condition.ts'
import { queryError } from './query-error.ts'
import type { QueryField, QueryFields, Scalar } from './query-field.ts'
import { OPERATORS, type Test } from './test.ts'

/** How the values of one field are checked. */
interface Place {
  /** Where in the filter it stands: `where.status.not`. */
  readonly path: string
  readonly accept: (value: unknown, path: string) => Scalar
  readonly isText: boolean
}

/**
 * The conditions that a filter states.
 *
 * @throws HG_FIELD_UNKNOWN for a name that cannot be compared, HG_QUERY_INVALID for an operator that there is not,
 *   HG_OPTION_INVALID for a value that the field cannot have.
 */
export function readFilter<Node>(
  filter: unknown,
  fields: QueryFields<Node>,
): readonly Condition<Node>[] {
  if (!isObject(filter)) throw invalidField('where', filter, 'an object')
  return given(filter).flatMap(([name, value]) => {
    if (name === 'properties') return readProperties<Node>(value)
    const field = fields.get(name)
    if (field === undefined) {
      throw unknownField('where', name, [...fields.keys(), 'properties'].sort())
    }
    return [{ field, tests: readTests(value, placeOf(field)) }]
  })
}

function readProperties<Node>(filter: unknown): Condition<Node>[] {
  if (!isObject(filter)) throw invalidField('properties', filter, 'an object')
  return given(filter).map(([property, value]) => {
    const accept = (item: unknown): Scalar =>
      acceptProperties({ [property]: item })[property] ?? null
    const place = { path: `properties.${property}`, accept, isText: true }
    return { property, tests: readTests(value, place) }
  })
}

function placeOf<Node>({ name, kind, isNullable, isList }: QueryField<Node>): Place {
  const accept = (value: unknown, path: string): Scalar => {
    if (value === null && isNullable) return null
    const accepted = kind.accept(value)
    if (accepted === undefined) throw invalidField(path, value, expectedOf(kind, isNullable))
    return accepted as Scalar
  }
  // The words of a choice have no order and no parts, but a part of a text may be looked for.
  return { path: name, accept, isText: isList || kind.parse('any text') !== undefined }
}

function expectedOf({ expected }: FieldKind<unknown>, isNullable: boolean): string {
  return isNullable ? `${expected}, or null` : expected
}

function readTests(value: unknown, place: Place): readonly Test[] {
  if (!isObject(value) || value instanceof Date) {
    return [{ operator: 'in', values: listOf(value).map((item) => place.accept(item, place.path)) }]
  }
  const operators = given(value)
  if (operators.length === 0) throw queryError(`${place.path} has no operator`, OPERATORS)
  return operators.map(([name, operand]) => readTest(name, operand, place))
}

function readTest(operator: string, operand: unknown, place: Place): Test {
  const path = `${place.path}.${operator}`
  switch (operator) {
    case 'in':
      if (!Array.isArray(operand)) throw invalidField(path, operand, 'a list')
      return { operator, values: operand.map((item) => place.accept(item, path)) }
    case 'not':
      return { operator, tests: readTests(operand, { ...place, path }) }
    case 'contains':
      if (!place.isText) throw queryError(`${place.path} is no text: it has no "contains"`)
      if (typeof operand !== 'string') throw invalidField(path, operand, 'a text')
      return { operator, text: operand }
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
      return { operator, value: readLimit(operand, { ...place, path }) }
    default:
      throw queryError(`${place.path} has no operator "${operator}"`, OPERATORS, operator)
  }
}

function readLimit(operand: unknown, { accept, path }: Place): string | number {
  const limit = accept(operand, path)
  if (typeof limit === 'string' || typeof limit === 'number') return limit
  throw invalidField(path, operand, 'a text or a number')
}

function given(values: object): [string, unknown][] {
  return Object.entries(values).filter(([, value]) => value !== undefined)
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value]
}
