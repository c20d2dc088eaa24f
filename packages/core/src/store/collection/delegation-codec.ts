import { HtmlGraphError, nearestName } from '../../contract/index.ts'
import type { IndexedEdge, IndexedNode } from '../catalog/indexed-node.ts'
import { corruptDocument } from '../document/corrupt-document.ts'
import { readRecord } from '../document/read-record.ts'
import {
  type Artifact,
  DELEGATION_TYPE,
  hrefOfArtifact,
  RELATIONSHIPS,
  type RecordDocument,
} from '../document/record-document.ts'
import { readTarget } from '../node/edge-target.ts'
import { ATTRIBUTE_FIELDS } from '../record/delegation-fields.ts'
import type { DelegationRecord } from '../record/delegation-record.ts'
import type { Field } from '../record/field.ts'
import { assertTaskId } from '../task-id.ts'
import type { Codec } from './codec.ts'
import { DELEGATION_QUERY_FIELDS } from './delegation-query-fields.ts'

/** The directory of the delegations. */
export const DELEGATIONS = 'task-delegations'

/** Attributes whose text is their value; a time or a number may be written in more than one way. */
const VERBATIM = new Set(
  ['id', 'data-type'].concat(
    (
      ['status', 'agent', 'provider', 'model', 'requestedModel', 'taskType', 'sessionId'] as const
    ).map((name) => ATTRIBUTE_FIELDS[name].attribute),
  ),
)

/** How delegations stand in their files. */
export const delegationCodec: Codec<DelegationRecord, RecordDocument> = {
  read(id, text) {
    const document = readRecord(text)
    const { taskId } = document.record
    if (taskId === id) return document
    throw corruptDocument(`it holds the record of "${taskId}", as if it were a copy`, {
      holds: taskId,
    })
  },
  nodeOf: (document) => document.record,
  idOf: (record) => record.taskId,
  describe,
  isVerbatim: (attribute) => VERBATIM.has(attribute),
  textsOf: ({ taskId, prompt, output }) => ({ title: taskId, prompt, output: output ?? '' }),
  fields: DELEGATION_QUERY_FIELDS,
  defaultSort: 'createdAt',
  errors: { assertId: assertTaskId, exists: taskExists, notFound: taskNotFound },
}

function describe({ record, foreign, artifact }: RecordDocument): IndexedNode {
  const { status, agent, provider, model, requestedModel, taskType, priority } = record
  const { createdAt, startedAt, completedAt, tokensUsed, cost, costBasis } = record
  return {
    ...{ status, agent, provider, model, requestedModel, taskType, priority },
    ...{ createdAt, startedAt, completedAt, tokensUsed, cost, costBasis },
    ...{ errorKind: record.errorKind, properties: record.properties },
    type: DELEGATION_TYPE,
    title: record.taskId,
    updatedAt: null,
    attributes: attributesOf(record, foreign.attributes),
    edges: [
      ...edgesOf(record, foreign.edges),
      ...(artifact === undefined ? [] : [edgeToArtifact(artifact)]),
    ],
  }
}

function attributesOf(
  record: DelegationRecord,
  foreign: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const attributes: Record<string, string> = { id: record.taskId, 'data-type': DELEGATION_TYPE }
  for (const [name, { attribute, kind }] of Object.entries<Field<unknown>>(ATTRIBUTE_FIELDS)) {
    const value = record[name as keyof DelegationRecord]
    if (value !== null) attributes[attribute] = kind.format(value)
  }
  return Object.assign(attributes, foreign)
}

function edgesOf(
  { dependsOn, parent }: DelegationRecord,
  foreign: RecordDocument['foreign']['edges'],
): readonly IndexedEdge[] {
  return [
    ...dependsOn.map((id) => edgeTo(id, RELATIONSHIPS.dependsOn)),
    ...(parent === null ? [] : [edgeTo(parent, RELATIONSHIPS.parent)]),
    ...foreign.map(({ relationship, attributes, label }) => {
      const href = attributes.href ?? ''
      return { relationship, target: readTarget(href, DELEGATIONS), href, label }
    }),
  ]
}

/** By it `check` knows which files are still needed. */
function edgeToArtifact({ hash }: Artifact): IndexedEdge {
  const href = hrefOfArtifact(hash)
  return { relationship: 'output', target: null, href, label: hash }
}

function edgeTo(id: string, relationship: string): IndexedEdge {
  return { relationship, target: { collection: DELEGATIONS, id }, href: `${id}.html`, label: id }
}

function taskExists(id: string, twin: string): HtmlGraphError {
  const difference = twin === id ? '' : ` as "${twin}", which differs in case only`
  return new HtmlGraphError({
    code: 'HG_TASK_EXISTS',
    message: `The task "${id}" exists already${difference}.`,
    hint: 'Choose another id, or leave it out to have one made.',
    details: { taskId: id, existing: twin },
  })
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
