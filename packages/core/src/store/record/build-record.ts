import type { DelegationRecord, StoredField } from './delegation-record.ts'

/** Everything a record's file holds. */
export type RecordValues = Pick<DelegationRecord, StoredField>

/** Makes the frozen object that callers get. */
export function buildRecord(values: RecordValues): DelegationRecord {
  // Member by member: an object that is filled in a loop is tens of times slower to make, and slow to read ever after.
  const record: RecordValues = {
    taskId: values.taskId,
    prompt: values.prompt,
    agent: values.agent,
    status: values.status,
    createdAt: values.createdAt,
    startedAt: values.startedAt,
    completedAt: values.completedAt,
    output: values.output,
    tokensUsed: values.tokensUsed,
    model: values.model,
    cost: values.cost,
    error: values.error,
    errorKind: values.errorKind,
    properties: freezeDeep(values.properties),
    taskType: values.taskType,
    provider: values.provider,
    requestedModel: values.requestedModel,
    access: values.access,
    outcome: values.outcome,
    attempts: freezeDeep(values.attempts),
    usage: freezeDeep(values.usage),
    costBasis: values.costBasis,
    billing: values.billing,
    sessionId: values.sessionId,
    cwd: values.cwd,
    parent: values.parent,
    dependsOn: freezeDeep(values.dependsOn),
    priority: values.priority,
    host: values.host,
    holder: values.holder,
    pid: values.pid,
    denials: freezeDeep(values.denials),
    fileChanges: freezeDeep(values.fileChanges),
    warnings: freezeDeep(values.warnings),
    requestHash: values.requestHash,
    schemaVersion: values.schemaVersion,
    version: values.version,
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
