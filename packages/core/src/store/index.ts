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
export type { CostFigures } from './costs/cost-figures.ts'
export {
  COST_KEYS,
  type CostGroup,
  type CostKey,
  type CostOptions,
  type CostReport,
} from './costs/report-costs.ts'
export type {
  EdgeOptions,
  Graph,
  NodeAddress,
  OrderOptions,
  TraverseOptions,
} from './graph/create-graph.ts'
export type { Direction, GraphEdge } from './graph/graph-edge.ts'
export type { Visit } from './graph/traverse.ts'
export type { NodeReference } from './node/edge-target.ts'
export type {
  GraphNode,
  LinkInput,
  NodeChanges,
  NodeInput,
  NodeLink,
  NodeStep,
} from './node/graph-node.ts'
export type { NodeCollection, NodeFilter, NodeUpdate } from './node/node-collection.ts'
export type { NodeIndexField } from './node/node-query-fields.ts'
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
  RATINGS,
  type Rating,
} from './record/delegation-record.ts'
export { assertTaskId, createTaskId, isTaskId, MAX_TASK_ID_LENGTH } from './task-id.ts'
export type { ChangeKind } from './watch/change-queue.ts'
export type { NodeChange, WatchOptions } from './watch/create-watches.ts'
