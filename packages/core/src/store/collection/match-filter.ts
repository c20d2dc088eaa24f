import { acceptField, acceptProperties, isObject } from '../record/accept-field.ts'
import type { AttributeField, TextField } from '../record/delegation-fields.ts'
import type { DelegationRecord, PropertyValue } from '../record/delegation-record.ts'
import { invalidField, unknownField } from '../record/field-error.ts'
import { FIELD_NAMES } from '../record/field-names.ts'

type OneOf<Value> = Value | readonly Value[] | undefined
type SingleField = AttributeField | TextField | 'taskId' | 'parent'

/** Which records are meant. What is absent or `undefined` does not matter; a list means any of its values. */
export type DelegationFilter = {
  readonly [Field in SingleField]?: OneOf<DelegationRecord[Field]>
} & {
  /** Tasks that wait for this one, or for any of these. */
  readonly dependsOn?: string | readonly string[] | undefined
  /** By key. A text never equals a number: `"7"` is not `7`. */
  readonly properties?: Readonly<Record<string, OneOf<PropertyValue>>> | undefined
}

/** Fields that hold more than a value to compare. */
const COMPOUND_FIELDS = ['attempts', 'usage', 'denials', 'fileChanges', 'warnings']
const KNOWN = FIELD_NAMES.filter((name) => name !== 'result' && !COMPOUND_FIELDS.includes(name))

type Matcher = (record: DelegationRecord) => boolean

/**
 * Makes a test for records.
 *
 * @throws HG_FIELD_UNKNOWN for a name that cannot be compared, HG_OPTION_INVALID for a value the field cannot have.
 */
export function createMatcher(filter: DelegationFilter): Matcher {
  if (!isObject(filter)) throw invalidField('where', filter, 'an object')
  const given = Object.entries(filter).filter(([, value]) => value !== undefined)
  const matchers = given.map(([name, value]) => matchField(name, value))
  return (record) => matchers.every((matches) => matches(record))
}

function matchField(name: string, value: unknown): Matcher {
  if (name === 'properties') return matchProperties(value)
  if (name === 'dependsOn') return matchDependsOn(value)
  if (!KNOWN.some((known) => known === name)) throw unknownField('where', name, KNOWN)
  const field = name as SingleField
  const wanted = toList(value).map((item) => acceptField(field, item))
  return (record) => wanted.includes(record[field])
}

function matchDependsOn(value: unknown): Matcher {
  const wanted = acceptField('dependsOn', toList(value))
  return (record) => wanted.some((id) => record.dependsOn.includes(id))
}

function matchProperties(value: unknown): Matcher {
  if (!isObject(value)) throw invalidField('properties', value, 'an object')
  const given = Object.entries(value).filter(([, item]) => item !== undefined)
  const wanted = given.map(
    ([key, item]) => [key, toList(item).map((one) => acceptProperty(key, one))] as const,
  )
  return ({ properties }) =>
    wanted.every(
      ([key, items]) => Object.hasOwn(properties, key) && items.includes(properties[key]),
    )
}

function acceptProperty(key: string, value: unknown): PropertyValue | undefined {
  return acceptProperties({ [key]: value })[key]
}

function toList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value]
}
