import { HtmlGraphError, nearestName } from '../../contract/index.ts'
import { NOTHING_FOREIGN } from '../document/record-document.ts'
import { writeRecord } from '../document/write-record.ts'
import type { NodeFiles } from '../files/node-files.ts'
import { acceptChanges, acceptInput } from '../record/accept-record.ts'
import type {
  DelegationChanges,
  DelegationInput,
  DelegationRecord,
} from '../record/delegation-record.ts'
import { assertTaskId } from '../task-id.ts'
import { loadAll, loadRecord, type StoreProblem } from './load-record.ts'
import { createMatcher, type DelegationFilter } from './match-filter.ts'

/** Changes to a record, or a function that makes them from the record as it stands. */
export type DelegationUpdate = DelegationChanges | ((record: DelegationRecord) => DelegationChanges)

/** The delegations of a project. Every call goes to the files, which are the truth. */
export interface TaskDelegations {
  /**
   * Writes a new record; `status` is `completed` unless it is given. A record never starts anything.
   *
   * ```ts
   * sdk.taskDelegations.create({ taskId: 'cycle-1', tokensUsed: 812, feedbackIteration: 1 })
   * ```
   *
   * @throws HG_TASK_EXISTS, HG_TASK_ID_INVALID, HG_OPTION_INVALID, HG_STORE_UNWRITABLE; then nothing is written.
   */
  create(input?: DelegationInput): DelegationRecord
  /** Fails as `create` would for these values; writes nothing. @throws HG_TASK_ID_INVALID, HG_OPTION_INVALID */
  check(input: DelegationInput): void
  /** The record of a task; `null` when there is none. @throws HG_RECORD_CORRUPT, HG_TASK_ID_INVALID */
  get(taskId: string): DelegationRecord | null
  /** All records, by `createdAt`, then by id. Those that cannot be read are left out; see `problems`. */
  all(): readonly DelegationRecord[]
  /**
   * The records that match, in the order of `all`: each field given equals its value, or one of a list.
   *
   * ```ts
   * sdk.taskDelegations.where({ status: ['failed', 'cancelled'], agent: 'coder' })
   * ```
   *
   * @throws HG_FIELD_UNKNOWN, HG_OPTION_INVALID
   */
  where(filter: DelegationFilter): readonly DelegationRecord[]
  /**
   * Changes a record and gives it the next version. `properties` are merged by key.
   *
   * @throws HG_TASK_NOT_FOUND, HG_FIELD_UNKNOWN, HG_OPTION_INVALID, HG_RECORD_CORRUPT, HG_STORE_UNWRITABLE
   */
  update(taskId: string, update: DelegationUpdate): DelegationRecord
  /** The files that are no whole record, by name. */
  problems(): readonly StoreProblem[]
}

/** What a collection needs to know beside its files. */
export interface CollectionContext {
  /** The clock. */
  readonly now: () => Date
  /** The `agent` of records that are created without one. */
  readonly agent: string | null
}

/** The delegations whose files these are. */
export function createTaskDelegations(
  files: NodeFiles,
  context: CollectionContext,
): TaskDelegations {
  const all = (): readonly DelegationRecord[] => loadAll(files).records
  const accept = (input: DelegationInput): DelegationRecord => {
    const agent = input.agent === undefined ? context.agent : input.agent
    return acceptInput({ ...input, agent }, context.now())
  }
  return {
    check: (input) => void accept(input),
    create(input = {}) {
      const record = accept(input)
      files.create(record.taskId, writeRecord({ record, foreign: NOTHING_FOREIGN }))
      return record
    },
    get: (taskId) => loadRecord(files, assertTaskId(taskId))?.record ?? null,
    all,
    where: (filter) => all().filter(createMatcher(filter)),
    update(taskId, update) {
      const document = loadRecord(files, assertTaskId(taskId))
      if (document === null) throw taskNotFound(taskId, files.ids())
      const changes = typeof update === 'function' ? update(document.record) : update
      const record = acceptChanges(document.record, changes)
      files.replace(taskId, writeRecord({ ...document, record }))
      return record
    },
    problems: () => loadAll(files).problems,
  }
}

function taskNotFound(taskId: string, known: readonly string[]): HtmlGraphError {
  const nearest = nearestName(taskId, known)
  return new HtmlGraphError({
    code: 'HG_TASK_NOT_FOUND',
    message: `There is no task "${taskId}".`,
    hint: nearest === null ? undefined : `Did you mean "${nearest}"?`,
    details: { taskId },
  })
}
