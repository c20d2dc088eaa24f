import type {
  Access,
  Billing,
  CostBasis,
  Denial,
  FileChange,
  ModelUsage,
  Outcome,
  RunErrorKind,
  Verification,
} from '../../contract/index.ts'

/** The states a delegation can be in. */
export const DELEGATION_STATUSES = [
  'pending',
  'in-progress',
  'completed',
  'failed',
  'cancelled',
] as const

/** The state of a delegation. */
export type DelegationStatus = (typeof DELEGATION_STATUSES)[number]

/** The version of the record's form that this code writes. */
export const SCHEMA_VERSION = 1

/** What a free property may hold. The type survives: `"007"` stays text, `7` stays a number. */
export type PropertyValue = string | number | boolean | null

/** What a person can say of the outcome of a task. */
export const RATINGS = ['accepted', 'rejected'] as const

/** What a person says of the outcome of a task. */
export type Rating = (typeof RATINGS)[number]

/** One try of an agent at the task. */
export interface DelegationAttempt {
  /** Counted from 1. */
  readonly number: number
  readonly provider: string | null
  readonly model: string | null
  readonly sessionId: string | null
  /** `null` while it runs. */
  readonly outcome: Outcome | null
  readonly errorKind: RunErrorKind | null
  readonly error: string | null
  readonly startedAt: string | null
  readonly completedAt: string | null
  readonly tokensUsed: number | null
  /** US dollars. */
  readonly cost: number | null
  readonly pid: number | null
  readonly exitCode: number | null
}

/**
 * A delegated task and what came of it: one HTML file on disk, a frozen object here.
 * `null` is "not known" or "not yet"; times are ISO 8601 in UTC with milliseconds.
 */
export interface DelegationRecord {
  readonly taskId: string
  /** What the agent was asked to do; `''` when the record tells of none. */
  readonly prompt: string
  /** The role that was asked: `coder`, `tester`. */
  readonly agent: string | null
  readonly status: DelegationStatus
  readonly createdAt: string
  readonly startedAt: string | null
  readonly completedAt: string | null
  readonly output: string | null
  /** The same as `output`. Not enumerable, so that JSON holds the text once. */
  readonly result: string | null
  readonly tokensUsed: number | null
  /** The model that answered. */
  readonly model: string | null
  /** US dollars. */
  readonly cost: number | null
  /** Why it failed, in words. */
  readonly error: string | null
  readonly errorKind: RunErrorKind | null
  /** Whatever else the caller wants to keep, keys verbatim. */
  readonly properties: Readonly<Record<string, PropertyValue>>
  readonly taskType: string | null
  readonly provider: string | null
  readonly requestedModel: string | null
  /** What the run was allowed to change. */
  readonly access: Access | null
  readonly outcome: Outcome | null
  readonly attempts: readonly DelegationAttempt[]
  /** Tokens by model, in buckets that do not overlap. */
  readonly usage: readonly ModelUsage[]
  readonly costBasis: CostBasis
  readonly billing: Billing
  readonly sessionId: string | null
  readonly cwd: string | null
  /** The id of the task this one is a part of. */
  readonly parent: string | null
  /** The ids of the tasks this one waits for. */
  readonly dependsOn: readonly string[]
  /** A whole number; higher goes first. */
  readonly priority: number
  readonly host: string | null
  /** The agent's process. */
  readonly pid: number | null
  /** The process that runs the task and will write its end: its pid and when it started, as its system tells it. */
  readonly holder: string | null
  readonly denials: readonly Denial[]
  readonly fileChanges: readonly FileChange[]
  /** Whether all checks passed; `null` when nobody checked. */
  readonly verdict: Verification['verdict'] | null
  /** What a person thinks of it; `null` when nobody said. */
  readonly rating: Rating | null
  /** What checks found out about it: the evidence. */
  readonly verifications: readonly Verification[]
  readonly warnings: readonly string[]
  /** Names prompt, agent and options, so that the same task can be told from another one. */
  readonly requestHash: string | null
  /** The version of the file's form. */
  readonly schemaVersion: number
  /** 1 when created, one more with each update. */
  readonly version: number
}

/** The fields that are in the file; `result` is only another name for `output`. */
export type StoredField = Exclude<keyof DelegationRecord, 'result'>

/** The fields that a caller may write. */
export type WritableField = Exclude<StoredField, 'schemaVersion' | 'version'>

/** A new delegation. Names that are no field of a record become properties, verbatim. */
export type DelegationInput = {
  readonly [Field in WritableField]?: DelegationRecord[Field] | undefined
} & { readonly [property: string]: unknown }

/** Changes to a delegation. `properties` are merged by key; `undefined` takes a property away. */
export type DelegationChanges = {
  readonly [Field in Exclude<WritableField, 'taskId' | 'createdAt' | 'properties'>]?:
    | DelegationRecord[Field]
    | undefined
} & { readonly properties?: Readonly<Record<string, PropertyValue | undefined>> | undefined }
