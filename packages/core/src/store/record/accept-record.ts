import { createTaskId } from '../task-id.ts'
import { acceptField, acceptProperties, isObject } from './accept-field.ts'
import { buildRecord, type RecordValues } from './build-record.ts'
import { ATTRIBUTE_FIELDS, TEXT_FIELDS } from './delegation-fields.ts'
import {
  type DelegationInput,
  type DelegationRecord,
  type PropertyValue,
  SCHEMA_VERSION,
  type WritableField,
} from './delegation-record.ts'
import { invalidField, unknownField } from './field-error.ts'
import { FIELD_NAMES, isFieldName } from './field-names.ts'

const STORE_FIELDS: readonly string[] = ['result', 'schemaVersion', 'version']
const FIXED_FIELDS: readonly string[] = [...STORE_FIELDS, 'taskId', 'createdAt']
const WRITABLE_FIELDS = FIELD_NAMES.filter(
  (name) => !STORE_FIELDS.includes(name),
) as WritableField[]

/**
 * A new record from what a caller gave. Names that are no field go to `properties`.
 *
 * @throws HG_OPTION_INVALID, HG_FIELD_UNKNOWN or HG_TASK_ID_INVALID, naming the field.
 */
export function acceptInput(input: DelegationInput, now: Date): DelegationRecord {
  if (!isObject(input)) throw invalidField('create', input, 'an object of fields')
  const fixed = STORE_FIELDS.find((name) => input[name] !== undefined)
  if (fixed !== undefined) throw invalidField(fixed, input[fixed], 'nothing: the store sets it')
  const given = WRITABLE_FIELDS.filter((name) => input[name] !== undefined)
  const values = {
    ...emptyRecord(now),
    ...Object.fromEntries(given.map((name) => [name, acceptField(name, input[name])])),
  } as RecordValues
  const free = Object.entries(input).filter(([name]) => !isFieldName(name))
  const properties = { ...values.properties, ...acceptProperties(Object.fromEntries(free)) }
  return buildRecord({ ...values, properties })
}

/**
 * The next version of a record.
 *
 * @throws HG_FIELD_UNKNOWN for a name that is no field, HG_OPTION_INVALID for a value that cannot be used.
 */
export function acceptChanges(record: DelegationRecord, changes: object): DelegationRecord {
  if (!isObject(changes)) throw invalidField('update', changes, 'an object of changes')
  const given = Object.entries(changes).filter(([, value]) => value !== undefined)
  const values: Record<string, unknown> = { ...record, version: record.version + 1 }
  for (const [name, value] of given) {
    if (!isFieldName(name)) throw unknownField('update', name, FIELD_NAMES)
    if (name === 'properties') values[name] = mergeProperties(record.properties, value)
    else if (!FIXED_FIELDS.includes(name)) values[name] = acceptField(name as WritableField, value)
    else if (value !== record[name]) throw invalidField(name, value, 'no change: it is fixed')
  }
  return buildRecord(values as unknown as RecordValues)
}

function mergeProperties(
  present: object,
  changes: unknown,
): Readonly<Record<string, PropertyValue>> {
  return acceptProperties(isObject(changes) ? { ...present, ...changes } : changes)
}

function emptyRecord(now: Date): RecordValues {
  return {
    taskId: createTaskId(now),
    ...fallbacks(TEXT_FIELDS),
    ...fallbacks(ATTRIBUTE_FIELDS),
    status: 'completed',
    createdAt: now.toISOString(),
    schemaVersion: SCHEMA_VERSION,
    parent: null,
    dependsOn: [],
    attempts: [],
    usage: [],
    denials: [],
    fileChanges: [],
    verifications: [],
    warnings: [],
    properties: {},
  } as unknown as RecordValues
}

function fallbacks(fields: object): object {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.fallback]))
}
