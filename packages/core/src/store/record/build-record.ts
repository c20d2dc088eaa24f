import type { DelegationRecord, StoredField } from './delegation-record.ts'
import { FIELD_NAMES } from './field-names.ts'

const STORED_NAMES = FIELD_NAMES.filter((name): name is StoredField => name !== 'result')

/** Everything a record's file holds. */
export type RecordValues = Pick<DelegationRecord, StoredField>

/** Makes the frozen object that callers get. */
export function buildRecord(values: RecordValues): DelegationRecord {
  const record: Record<string, unknown> = {}
  for (const name of STORED_NAMES) record[name] = freezeDeep(values[name])
  // Not enumerable, so that JSON and comparisons see the text once.
  Object.defineProperty(record, 'result', { value: values.output })
  return Object.freeze(record) as unknown as DelegationRecord
}

function freezeDeep<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  for (const item of Object.values(value)) freezeDeep(item)
  return Object.freeze(value)
}
