import { NOTHING_FOREIGN, type RecordDocument } from '../document/record-document.ts'
import { writeRecord } from '../document/write-record.ts'
import type { ArtifactFiles } from '../files/artifact-files.ts'
import type { Matching } from '../query/test.ts'
import { acceptChanges, acceptInput } from '../record/accept-record.ts'
import { buildRecord } from '../record/build-record.ts'
import type { AttributeField, TextField } from '../record/delegation-fields.ts'
import type {
  DelegationChanges,
  DelegationInput,
  DelegationRecord,
  PropertyValue,
  Rating,
} from '../record/delegation-record.ts'
import { assertTaskId } from '../task-id.ts'
import { createQueries, type Queries } from './queries.ts'
import { getDocument, type StoredNodes } from './stored-nodes.ts'
import {
  insertNode,
  type NewDocument,
  removeNode,
  replaceNode,
  type UpdateOptions,
} from './write-nodes.ts'

/** Changes to a record, or a function that makes them from the record as it stands. */
export type DelegationUpdate = DelegationChanges | ((record: DelegationRecord) => DelegationChanges)

type SingleField = AttributeField | TextField | 'taskId' | 'parent'

/**
 * Which records are meant. What is absent or `undefined` does not matter; a list means any of its values; `null` means
 * that there is none.
 */
export type DelegationFilter = {
  readonly [Field in SingleField]?: Matching<DelegationRecord[Field]> | undefined
} & {
  /** Tasks that wait for this one, or for any of these. */
  readonly dependsOn?: Matching<string> | undefined
  /** By key. A text never equals a number: `"7"` is not `7`. */
  readonly properties?: Readonly<Record<string, Matching<PropertyValue> | undefined>> | undefined
}

/** The fields that the index holds: those of {@link Queries.select}. */
export type DelegationIndexField = AttributeField | 'taskId' | 'parent'

/** The delegations of a project. The files are the truth; an index beside them makes the questions fast. */
export interface TaskDelegations
  extends Queries<DelegationRecord, DelegationFilter, DelegationIndexField> {
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
  /**
   * Changes a record and gives it the next version. `properties` are merged by key. When somebody else changes it at the
   * same time, a function is asked again, so that no change is lost.
   *
   * @throws HG_TASK_NOT_FOUND, HG_FIELD_UNKNOWN, HG_OPTION_INVALID, HG_CONFLICT, HG_RECORD_CORRUPT, HG_STORE_UNWRITABLE
   */
  update(taskId: string, update: DelegationUpdate, options?: UpdateOptions): DelegationRecord
  /**
   * Keeps what a person thinks of an outcome; `null` takes it back. The selection of models learns from it.
   *
   * @throws as {@link update}
   */
  rate(taskId: string, rating: Rating | null): DelegationRecord
  /** Deletes a record. @returns whether there was one. @throws HG_TASK_ID_INVALID, HG_STORE_UNWRITABLE */
  delete(taskId: string): boolean
}

/** The longest output that stands in the page, in bytes of UTF-8. */
export const MAX_INLINE_BYTES: number = 1024 * 1024

/** What a collection needs to know beside its files. */
export interface CollectionContext {
  /** The clock. */
  readonly now: () => Date
  /** The `agent` of records that are created without one. */
  readonly agent: string | null
  /** Where outputs go that are too long for a page. */
  readonly artifacts: ArtifactFiles
}

/** The delegations whose files these are. */
export function createTaskDelegations(
  nodes: StoredNodes<DelegationRecord, RecordDocument>,
  context: CollectionContext,
): TaskDelegations {
  const accept = (input: DelegationInput): DelegationRecord => {
    const agent = input.agent === undefined ? context.agent : input.agent
    return acceptInput({ ...input, agent }, context.now())
  }
  const { nodeOf } = nodes.codec
  const toFile = (document: RecordDocument): NewDocument<RecordDocument> => {
    const whole = withArtifact(document, context.artifacts)
    return { document: whole, text: writeRecord(whole) }
  }
  const change = (document: RecordDocument, update: DelegationUpdate): RecordDocument => {
    const changes = typeof update === 'function' ? update(nodeOf(document)) : update
    return { ...document, record: acceptChanges(document.record, changes) }
  }
  const update: TaskDelegations['update'] = (taskId, changes, { retry } = {}) => {
    const next = (document: RecordDocument) => toFile(change(document, changes))
    return nodeOf(replaceNode(nodes, assertTaskId(taskId), { next, retry }))
  }
  return {
    ...createQueries<DelegationRecord, RecordDocument, DelegationFilter, DelegationIndexField>(
      nodes,
    ),
    check: (input) => void accept(input),
    create(input = {}) {
      const record = accept(input)
      insertNode(nodes, record.taskId, toFile({ record, foreign: NOTHING_FOREIGN }))
      return record
    },
    get(taskId) {
      const stored = getDocument(nodes, assertTaskId(taskId))
      return stored === null ? null : nodeOf(stored.document)
    },
    update,
    rate: (taskId, rating) => update(taskId, { rating }),
    delete: (taskId) => removeNode(nodes, assertTaskId(taskId)),
  }
}

/** An output that is too long for a page goes into a file of its own, before the record tells of it. */
function withArtifact(
  { record, foreign }: RecordDocument,
  artifacts: ArtifactFiles,
): RecordDocument {
  const { output } = record
  if (output === null || Buffer.byteLength(output) <= MAX_INLINE_BYTES) return { record, foreign }
  return { record, foreign, artifact: artifacts.put(output) }
}

/** Adds the whole output to a record whose page has a part of it. */
export function withWholeOutput(
  document: RecordDocument,
  artifacts: ArtifactFiles,
): RecordDocument {
  const { record, artifact } = document
  if (artifact === undefined) return document
  return { ...document, record: buildRecord({ ...record, output: artifacts.read(artifact) }) }
}
