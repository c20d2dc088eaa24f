import {
  ACCESS_LEVELS,
  type Denial,
  type FileChange,
  type ModelUsage,
  RUN_ERROR_KINDS,
  type Verification,
} from '../../contract/index.ts'
import { isTaskId } from '../task-id.ts'
import {
  DELEGATION_STATUSES,
  type DelegationAttempt,
  type DelegationRecord,
  RATINGS,
  SCHEMA_VERSION,
} from './delegation-record.ts'
import { defaulted, type Fields, optional, required } from './field.ts'
import { choice, dollars, type FieldKind, integer, text, time } from './field-kind.ts'

const OUTCOMES = ['completed', 'failed', 'empty', 'denied', 'timed-out', 'cancelled'] as const
const outcome = choice(OUTCOMES)
const errorKind = choice(RUN_ERROR_KINDS)
const verdict = choice(['passed', 'failed'] as const)
const count = integer(0)

/** A task id, as the target of an edge. */
export const taskReference: FieldKind<string> = {
  expected: 'a task id',
  accept: (value) => (isTaskId(value) ? value : undefined),
  parse: (value) => (isTaskId(value) ? value : undefined),
  format: (value) => value,
}

/** The names of the fields that are attributes of `<article>`. */
export type AttributeField = Exclude<
  keyof DelegationRecord,
  'taskId' | 'result' | 'properties' | TextField | EdgeField | ListField
>
/** The names of the fields that are long text, each in a section of its own. */
export type TextField = 'prompt' | 'output' | 'error'
/** The names of the fields that are links to other tasks. */
export type EdgeField = 'parent' | 'dependsOn'
/** The names of the fields that are lists, each in a section of its own. */
export type ListField =
  | 'attempts'
  | 'usage'
  | 'denials'
  | 'fileChanges'
  | 'verifications'
  | 'warnings'

/** Every attribute of `<article>`: the short ones first, so that they lie within its first 4 KB. */
export const ATTRIBUTE_FIELDS: Fields<Pick<DelegationRecord, AttributeField>> = {
  schemaVersion: defaulted(required('data-schema-version', integer(1)), SCHEMA_VERSION),
  version: defaulted(required('data-version', integer(1)), 1),
  status: required('data-status', choice(DELEGATION_STATUSES)),
  outcome: optional('data-outcome', outcome),
  errorKind: optional('data-error-kind', errorKind),
  verdict: optional('data-verdict', verdict),
  rating: optional('data-rating', choice(RATINGS)),
  createdAt: required('data-created-at', time),
  startedAt: optional('data-started-at', time),
  completedAt: optional('data-completed-at', time),
  tokensUsed: optional('data-tokens-used', count),
  cost: optional('data-cost-usd', dollars),
  costBasis: defaulted(
    required('data-cost-basis', choice(['reported', 'estimated', 'unknown'])),
    'unknown',
  ),
  billing: defaulted(
    required('data-billing', choice(['api', 'subscription', 'credits', 'unknown'])),
    'unknown',
  ),
  access: optional('data-access', choice(ACCESS_LEVELS)),
  priority: defaulted(required('data-priority', integer()), 0),
  pid: optional('data-pid', integer(1)),
  agent: optional('data-agent', text),
  provider: optional('data-provider', text),
  model: optional('data-model', text),
  requestedModel: optional('data-requested-model', text),
  taskType: optional('data-task-type', text),
  sessionId: optional('data-session-id', text),
  requestHash: optional('data-request-hash', text),
  host: optional('data-host', text),
  holder: optional('data-holder', text),
  cwd: optional('data-cwd', text),
}

/** The long texts. */
export const TEXT_FIELDS: Fields<Pick<DelegationRecord, TextField>> = {
  prompt: defaulted(required('data-prompt', text), ''),
  error: optional('data-error', text),
  output: optional('data-output', text),
}

/** The attributes of one attempt. */
export const ATTEMPT_FIELDS: Fields<DelegationAttempt> = {
  number: required('data-number', integer(1)),
  provider: optional('data-provider', text),
  model: optional('data-model', text),
  sessionId: optional('data-session-id', text),
  outcome: optional('data-outcome', outcome),
  errorKind: optional('data-error-kind', errorKind),
  error: optional('data-error', text),
  startedAt: optional('data-started-at', time),
  completedAt: optional('data-completed-at', time),
  tokensUsed: optional('data-tokens-used', count),
  cost: optional('data-cost-usd', dollars),
  pid: optional('data-pid', integer(1)),
  exitCode: optional('data-exit-code', integer()),
}

/** The attributes of one model's usage. */
export const USAGE_FIELDS: Fields<ModelUsage> = {
  model: optional('data-model', text),
  inputTokens: optional('data-input-tokens', count),
  cachedInputTokens: optional('data-cached-input-tokens', count),
  cacheWriteTokens: optional('data-cache-write-tokens', count),
  cacheWriteLongTokens: optional('data-cache-write-long-tokens', count),
  outputTokens: optional('data-output-tokens', count),
  reasoningTokens: optional('data-reasoning-tokens', count),
  costMicroUsd: optional('data-cost-micro-usd', count),
  priceVersion: optional('data-price-version', text),
}

/** The attributes of one denial. */
export const DENIAL_FIELDS: Fields<Denial> = {
  tool: required('data-tool', text),
  reason: optional('data-reason', text),
}

/** The attributes of one changed file. */
export const FILE_CHANGE_FIELDS: Fields<FileChange> = {
  path: required('data-path', text),
  change: required('data-change', choice(['created', 'updated', 'deleted', 'unknown'])),
}

/** The attributes of what one check found out. */
export const VERIFICATION_FIELDS: Fields<Verification> = {
  check: required('data-check', text),
  verdict: required('data-verdict', verdict),
  exitCode: optional('data-exit-code', integer()),
  tail: optional('data-tail', text),
  durationMs: required('data-duration-ms', count),
}

/** A list of objects: the attribute that marks its section, and the fields of its items. */
export interface ListSection<Shape> {
  readonly attribute: string
  readonly fields: Fields<Shape>
}

/** The lists of objects. */
export const LIST_FIELDS: {
  readonly attempts: ListSection<DelegationAttempt>
  readonly usage: ListSection<ModelUsage>
  readonly denials: ListSection<Denial>
  readonly fileChanges: ListSection<FileChange>
  readonly verifications: ListSection<Verification>
} = {
  attempts: { attribute: 'data-attempts', fields: ATTEMPT_FIELDS },
  usage: { attribute: 'data-usage', fields: USAGE_FIELDS },
  denials: { attribute: 'data-denials', fields: DENIAL_FIELDS },
  fileChanges: { attribute: 'data-file-changes', fields: FILE_CHANGE_FIELDS },
  verifications: { attribute: 'data-verifications', fields: VERIFICATION_FIELDS },
}
