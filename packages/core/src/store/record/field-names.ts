import type { DelegationRecord } from './delegation-record.ts'

/** Every field, in the order in which a record lists them. The compiler sees that none is missing. */
const FIELDS: { readonly [Name in keyof DelegationRecord]: true } = {
  taskId: true,
  prompt: true,
  agent: true,
  status: true,
  createdAt: true,
  startedAt: true,
  completedAt: true,
  output: true,
  result: true,
  tokensUsed: true,
  model: true,
  cost: true,
  error: true,
  errorKind: true,
  properties: true,
  taskType: true,
  provider: true,
  requestedModel: true,
  access: true,
  outcome: true,
  attempts: true,
  usage: true,
  costBasis: true,
  billing: true,
  sessionId: true,
  cwd: true,
  parent: true,
  dependsOn: true,
  priority: true,
  host: true,
  holder: true,
  pid: true,
  denials: true,
  fileChanges: true,
  verdict: true,
  rating: true,
  verifications: true,
  warnings: true,
  requestHash: true,
  schemaVersion: true,
  version: true,
}

/** The names of all fields of a record, in its order. */
export const FIELD_NAMES: readonly (keyof DelegationRecord)[] = Object.keys(
  FIELDS,
) as (keyof DelegationRecord)[]

/** Whether a record has a field of this name. */
export function isFieldName(name: string): name is keyof DelegationRecord {
  return Object.hasOwn(FIELDS, name)
}
