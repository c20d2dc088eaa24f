export type { CheckOptions, CheckReport } from './check/check-store.ts'
export type { Finding, FindingKind } from './check/finding.ts'
export type { ReindexedCollection, ReindexReport } from './check/rebuild-index.ts'
export type { Group } from './collection/aggregate-nodes.ts'
export type { GroupOptions, Page, Queries } from './collection/queries.ts'
export type { QueryOptions } from './collection/query-options.ts'
export type { SearchHit, SearchOptions } from './collection/search-nodes.ts'
export type { Match, MatchedElement } from './collection/select-elements.ts'
export type { StoreProblem } from './collection/stored-nodes.ts'
export type {
  DelegationFilter,
  DelegationIndexField,
  DelegationUpdate,
  TaskDelegations,
} from './collection/task-delegations.ts'
export type { UpdateOptions } from './collection/write-nodes.ts'
export { openStore, type Store, type StoreOptions } from './open-store.ts'
export type { Matching, Operators } from './query/test.ts'
export type { Total } from './query/totals.ts'
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
export type { ChangeKind } from './watch/change-queue.ts'
export type { NodeChange, WatchOptions } from './watch/create-watches.ts'
