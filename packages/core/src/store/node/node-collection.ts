import { createQueries, type Queries } from '../collection/queries.ts'
import { getDocument, isCorrupt, type StoredNodes } from '../collection/stored-nodes.ts'
import {
  insertNode,
  type NewDocument,
  removeNode,
  replaceNode,
  type UpdateOptions,
} from '../collection/write-nodes.ts'
import type { Matching } from '../query/test.ts'
import { isObject } from '../record/accept-field.ts'
import type { PropertyValue } from '../record/delegation-record.ts'
import { invalidField } from '../record/field-error.ts'
import { time } from '../record/field-kind.ts'
import { assertNodeId, createId } from '../task-id.ts'
import { type AcceptedChanges, acceptNodeChanges } from './accept-node.ts'
import type { NodeReference } from './edge-target.ts'
import { editNode } from './edit-node.ts'
import type { GraphNode, NodeChanges, NodeInput } from './graph-node.ts'
import type { NodeDocument } from './node-codec.ts'
import { unchangeable } from './node-errors.ts'
import type { NodeIndexField } from './node-query-fields.ts'
import { factAttribute, readNode } from './read-node.ts'
import { showsChanges } from './shows-changes.ts'
import { applySplices, withLineFeeds } from './splice.ts'
import { writeNode } from './write-node.ts'

/** Changes to a node, or a function that makes them from the node as it stands. */
export type NodeUpdate = NodeChanges | ((node: GraphNode) => NodeChanges)

/** Which nodes are meant. What is absent or `undefined` does not matter; a list means any of its values; `null` means none. */
export type NodeFilter = {
  readonly [Field in NodeIndexField | 'content']?: Matching<GraphNode[Field]> | undefined
} & {
  /** By key. A text never equals a number: `"7"` is not `7`. */
  readonly properties?: Readonly<Record<string, Matching<PropertyValue> | undefined>> | undefined
}

/** The nodes of one directory of the store, of whatever type. */
export interface NodeCollection extends Queries<GraphNode, NodeFilter, NodeIndexField> {
  /** The name of the directory in `.htmlgraph`. */
  readonly name: string
  /**
   * Writes a new node.
   *
   * ```ts
   * sdk.collection('features').create({ id: 'login', title: 'Log in', status: 'todo', steps: ['Draw the page'] })
   * ```
   *
   * @throws HG_NODE_EXISTS, HG_NODE_ID_INVALID, HG_OPTION_INVALID, HG_FIELD_UNKNOWN, HG_STORE_UNWRITABLE; then nothing is
   *   written.
   */
  create(input: NodeInput & { readonly title: string }): GraphNode
  /** `null` when there is no such node. @throws HG_RECORD_CORRUPT, HG_NODE_ID_INVALID */
  get(id: string): GraphNode | null
  /**
   * Changes a node where it says something else, and leaves the rest of its file to the byte. When somebody else changes it
   * at the same time, a function is asked again, so that no change is lost.
   *
   * @throws HG_NODE_NOT_FOUND, HG_FIELD_UNKNOWN, HG_OPTION_INVALID, HG_CONFLICT, HG_RECORD_CORRUPT, HG_STORE_UNWRITABLE
   */
  update(id: string, update: NodeUpdate, options?: UpdateOptions): GraphNode
  /** Deletes a node. @returns whether there was one. @throws HG_NODE_ID_INVALID, HG_STORE_UNWRITABLE */
  delete(id: string): boolean
}

/** The nodes whose files these are. */
export function createNodeCollection(
  name: string,
  nodes: StoredNodes<GraphNode, NodeDocument>,
  now: () => Date,
): NodeCollection {
  return {
    name,
    ...createQueries<GraphNode, NodeDocument, NodeFilter, NodeIndexField>(nodes),
    create(input) {
      const { id, text } = acceptNode(name, input, now())
      const node = readNode({ collection: name, id }, text)
      insertNode(nodes, id, { document: { node, text }, text })
      return node
    },
    get: (id) => getDocument(nodes, assertNodeId(id))?.document.node ?? null,
    update(id, update, { retry } = {}) {
      const next = (document: NodeDocument): NewDocument<NodeDocument> | null => {
        const changes = typeof update === 'function' ? update(document.node) : update
        const at = { collection: name, id }
        return change(document, acceptNodeChanges(changes, at), {
          now,
          path: nodes.files.pathOf(id),
        })
      }
      return replaceNode(nodes, assertNodeId(id), { next, retry }).node
    },
    delete: (id) => removeNode(nodes, assertNodeId(id)),
  }
}

/** A new node's id and its text. */
function acceptNode(collection: string, input: NodeInput, now: Date): { id: string; text: string } {
  if (!isObject(input)) throw invalidField('create', input, 'an object of fields')
  const {
    id: given,
    type = collection.replace(/(?<=.)s$/, ''),
    createdAt = now,
    ...changes
  } = input
  const id = given === undefined ? createId(assertNodeId(type), now) : assertNodeId(given)
  const accepted = acceptNodeChanges(changes, { collection, id }, 'create')
  if (accepted.title === undefined) throw invalidField('title', undefined, 'a text')
  const created = time.accept(createdAt)
  if (created === undefined) throw invalidField('createdAt', createdAt, time.expected)
  const facts = { ...accepted.facts, createdAt: created, updatedAt: now.toISOString() }
  return {
    id,
    text: writeNode({ ...accepted, id, type: assertNodeId(type), title: accepted.title, facts }),
  }
}

interface ChangeContext {
  readonly now: () => Date
  readonly path: string
}

/** `null` when the node says all of it already. */
function change(
  { node, text }: NodeDocument,
  changes: AcceptedChanges,
  { now, path }: ChangeContext,
): NewDocument<NodeDocument> | null {
  const source = withLineFeeds(text)
  if (editNode(node, source, changes).length === 0) return null
  const isDated = node.attributes[factAttribute('updatedAt', node.attributes)] !== undefined
  const facts = isDated ? { ...changes.facts, updatedAt: now().toISOString() } : changes.facts
  const changed = applySplices(text, editNode(node, source, { ...changes, facts }))
  const after = readOrNull(node, withLineFeeds(changed))
  if (after === null || !showsChanges(after, { ...changes, facts })) throw unchangeable(path)
  return { document: { node: after, text: changed }, text: changed }
}

function readOrNull(at: NodeReference, source: string): GraphNode | null {
  try {
    return readNode(at, source)
  } catch (error) {
    if (isCorrupt(error)) return null
    throw error
  }
}
