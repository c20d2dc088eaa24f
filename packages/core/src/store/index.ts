export type { StoreProblem } from './collection/load-record.ts'
export type { DelegationFilter } from './collection/match-filter.ts'
export type { DelegationUpdate, TaskDelegations } from './collection/task-delegations.ts'
export { openStore, type Store, type StoreOptions } from './open-store.ts'
export {
  DELEGATION_STATUSES,
  type DelegationAttempt,
  type DelegationChanges,
  type DelegationInput,
  type DelegationRecord,
  type DelegationStatus,
  type PropertyValue,
} from './record/delegation-record.ts'
export { assertTaskId, createTaskId, isTaskId, MAX_TASK_ID_LENGTH } from './task-id.ts'
