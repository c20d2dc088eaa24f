import { assertTaskId } from '../task-id.ts'
import {
  ATTEMPT_FIELDS,
  ATTRIBUTE_FIELDS,
  DENIAL_FIELDS,
  FILE_CHANGE_FIELDS,
  TEXT_FIELDS,
  taskReference,
  USAGE_FIELDS,
  VERIFICATION_FIELDS,
} from './delegation-fields.ts'
import type { DelegationRecord, PropertyValue, StoredField } from './delegation-record.ts'
import type { Field, Fields } from './field.ts'
import { optional } from './field.ts'
import { invalidField, unknownField } from './field-error.ts'
import type { FieldKind } from './field-kind.ts'
import { text } from './field-kind.ts'

type Accept<Value> = (value: unknown, path: string) => Value

const SINGLE_FIELDS = {
  ...ATTRIBUTE_FIELDS,
  ...TEXT_FIELDS,
  parent: optional('', taskReference),
}

const COMPOUND_FIELDS: {
  readonly [Name in Exclude<StoredField, keyof typeof SINGLE_FIELDS>]: Accept<
    DelegationRecord[Name]
  >
} = {
  taskId: assertTaskId,
  dependsOn: listOf(scalarOf(taskReference)),
  attempts: listOf(objectOf(ATTEMPT_FIELDS)),
  usage: listOf(objectOf(USAGE_FIELDS)),
  denials: listOf(objectOf(DENIAL_FIELDS)),
  fileChanges: listOf(objectOf(FILE_CHANGE_FIELDS)),
  verifications: listOf(objectOf(VERIFICATION_FIELDS)),
  warnings: listOf(scalarOf(text)),
  properties: (value) => acceptProperties(value),
}

/**
 * Checks the value of a field as a caller gave it.
 *
 * @returns The value as it is stored: well-formed text, times in UTC.
 * @throws HG_OPTION_INVALID naming the field; HG_TASK_ID_INVALID; HG_FIELD_UNKNOWN inside of a list.
 */
export function acceptField<Name extends StoredField>(
  name: Name,
  value: unknown,
): DelegationRecord[Name] {
  const single = (SINGLE_FIELDS as Partial<Record<string, Field<unknown>>>)[name]
  const accepted =
    single === undefined
      ? COMPOUND_FIELDS[name as keyof typeof COMPOUND_FIELDS](value, name)
      : acceptSingle(single, value, name)
  return accepted as DelegationRecord[Name]
}

/** Checks free properties; those that are `undefined` are left out. */
export function acceptProperties(value: unknown): Readonly<Record<string, PropertyValue>> {
  if (!isObject(value)) throw invalidField('properties', value, 'an object')
  const given = Object.entries(value).filter(([, item]) => item !== undefined)
  return Object.fromEntries(given.map(([key, item]) => [acceptKey(key), acceptProperty(key, item)]))
}

function acceptSingle<Value>(field: Field<Value>, value: unknown, path: string): Value {
  if (value === undefined && field.fallback !== undefined) return field.fallback
  if (value === null && field.fallback === null) return field.fallback
  const accepted = field.kind.accept(value)
  if (accepted === undefined) throw invalidField(path, value, expectation(field))
  return accepted as Value
}

function expectation(field: Field<unknown>): string {
  return field.fallback === null ? `${field.kind.expected}, or null` : field.kind.expected
}

function scalarOf<Value>(kind: FieldKind<Value>): Accept<Value> {
  return (value, path) => {
    const accepted = kind.accept(value)
    if (accepted === undefined) throw invalidField(path, value, kind.expected)
    return accepted
  }
}

function listOf<Value>(accept: Accept<Value>): Accept<readonly Value[]> {
  return (value, path) => {
    if (!Array.isArray(value)) throw invalidField(path, value, 'a list')
    return value.map((item, index) => accept(item, `${path}[${index}]`))
  }
}

function objectOf<Shape>(fields: Fields<Shape>): Accept<Shape> {
  const entries = Object.entries(fields) as [string, Field<unknown>][]
  const names = entries.map(([name]) => name)
  return (value, path) => {
    if (!isObject(value)) throw invalidField(path, value, 'an object')
    const unknown = Object.keys(value).find((name) => !names.includes(name))
    if (unknown !== undefined) throw unknownField(path, unknown, names)
    return Object.fromEntries(
      entries.map(([name, field]) => [name, acceptSingle(field, value[name], `${path}.${name}`)]),
    ) as Shape
  }
}

function acceptKey(key: string): string {
  const accepted = text.accept(key)
  if (accepted === undefined) throw invalidField('the name of a property', key, text.expected)
  return accepted
}

function acceptProperty(key: string, value: unknown): PropertyValue {
  if (value === null || typeof value === 'boolean') return value
  if (typeof value === 'number' && Number.isFinite(value)) return value
  const accepted = text.accept(value)
  if (accepted !== undefined) return accepted
  const path = `properties[${JSON.stringify(key)}]`
  throw invalidField(path, value, 'text without NUL characters, a finite number, a boolean or null')
}

/** Whether `value` is an object with names, no list. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
