import type { AttributeField } from './delegation-fields.ts'
import type { DelegationRecord, StoredField } from './delegation-record.ts'

/** Everything a record's file holds. */
export type RecordValues = Pick<DelegationRecord, StoredField>

/** The fields that are attributes of `<article>`. */
export type AttributeValues = Pick<DelegationRecord, AttributeField>

/** Makes the frozen object that callers get. @param attributes May come by themselves. */
export function buildRecord(values: RecordValues): DelegationRecord
export function buildRecord(
  values: Omit<RecordValues, AttributeField>,
  attributes: AttributeValues,
): DelegationRecord
export function buildRecord(
  values: Omit<RecordValues, AttributeField>,
  attributes: AttributeValues = values as RecordValues,
): DelegationRecord {
  // Member by member: an object that is filled in a loop is tens of times slower to make, and slow to read ever after.
  const record: RecordValues = {
    taskId: values.taskId,
    prompt: values.prompt,
    agent: attributes.agent,
    status: attributes.status,
    createdAt: attributes.createdAt,
    startedAt: attributes.startedAt,
    completedAt: attributes.completedAt,
    output: values.output,
    tokensUsed: attributes.tokensUsed,
    model: attributes.model,
    cost: attributes.cost,
    error: values.error,
    errorKind: attributes.errorKind,
    properties: freezeDeep(values.properties),
    taskType: attributes.taskType,
    provider: attributes.provider,
    requestedModel: attributes.requestedModel,
    access: attributes.access,
    outcome: attributes.outcome,
    attempts: freezeDeep(values.attempts),
    usage: freezeDeep(values.usage),
    costBasis: attributes.costBasis,
    billing: attributes.billing,
    sessionId: attributes.sessionId,
    cwd: attributes.cwd,
    parent: values.parent,
    dependsOn: freezeDeep(values.dependsOn),
    priority: attributes.priority,
    host: attributes.host,
    holder: attributes.holder,
    pid: attributes.pid,
    denials: freezeDeep(values.denials),
    fileChanges: freezeDeep(values.fileChanges),
    verdict: attributes.verdict,
    rating: attributes.rating,
    verifications: freezeDeep(values.verifications),
    warnings: freezeDeep(values.warnings),
    requestHash: attributes.requestHash,
    schemaVersion: attributes.schemaVersion,
    version: attributes.version,
  }
  // Not enumerable, so that JSON and comparisons see the text once.
  Object.defineProperty(record, 'result', { value: values.output })
  return Object.freeze(record) as DelegationRecord
}

function freezeDeep<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  for (const item of Object.values(value)) freezeDeep(item)
  return Object.freeze(value)
}
