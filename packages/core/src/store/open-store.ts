import { basename, join, resolve } from 'node:path'
import type { Describe } from './catalog/see-file.ts'
import { StoreIndex } from './catalog/store-index.ts'
import { type CheckOptions, type CheckReport, checkStore } from './check/check-store.ts'
import type { CheckedCollection } from './check/checked-collection.ts'
import { type ReindexReport, rebuildIndex } from './check/rebuild-index.ts'
import type { Codec } from './collection/codec.ts'
import { DELEGATIONS, delegationCodec } from './collection/delegation-codec.ts'
import type { StoredNodes } from './collection/stored-nodes.ts'
import {
  createTaskDelegations,
  type TaskDelegations,
  withWholeOutput,
} from './collection/task-delegations.ts'
import { type CostOptions, type CostReport, reportCosts } from './costs/report-costs.ts'
import type { RecordDocument } from './document/record-document.ts'
import { createArtifactFiles } from './files/artifact-files.ts'
import { assertCollectionName, collectionNames } from './files/collection-names.ts'
import { type FilePort, nodeFilePort } from './files/file-port.ts'
import { createNodeFiles, type NodeFiles } from './files/node-files.ts'
import { createStoreDirectory, type StoreDirectory } from './files/store-directory.ts'
import { createGraph, type Graph } from './graph/create-graph.ts'
import { openEdges } from './graph/open-edges.ts'
import type { GraphNode } from './node/graph-node.ts'
import { createNodeCodec, type NodeDocument } from './node/node-codec.ts'
import { createNodeCollection, type NodeCollection } from './node/node-collection.ts'
import type { WithProperties } from './query/condition.ts'
import type { DelegationRecord } from './record/delegation-record.ts'
import { assertTaskId } from './task-id.ts'
import {
  createWatches,
  type NodeChange,
  type Watches,
  type WatchOptions,
} from './watch/create-watches.ts'

/** Where a store is. */
export interface StoreOptions {
  /** The project's root, which holds `.htmlgraph/`. Must exist before anything is written. */
  readonly root: string
  /** The `agent` of records that are created without one. @default null */
  readonly agent?: string | null
  /** The clock. @default the system's */
  readonly now?: () => Date
  /** Every call to the file system that the store makes. @default the real one */
  readonly port?: FilePort
}

/** The records of a project. */
export interface Store extends Graph {
  readonly taskDelegations: TaskDelegations
  /**
   * The nodes of another directory of the store, which need not exist yet.
   *
   * @throws HG_NODE_ID_INVALID, or HG_OPTION_INVALID for a name that stands for something else.
   */
  collection(name: string): NodeCollection
  /** What delegations cost, and how many of them nobody can price. @throws HG_OPTION_INVALID, HG_FIELD_UNKNOWN */
  costs(options?: CostOptions): CostReport
  /** The absolute path of the directory that holds the records. */
  readonly directory: string
  /** Fails when a write would; touches nothing. @throws HG_STORE_UNWRITABLE with a remedy. */
  assertWritable(): void
  /** Makes the directory for what the agents of a task print, and gives its absolute path. @throws HG_STORE_UNWRITABLE */
  createOutputDirectory(taskId: string): string
  /** The absolute path of a task's file, which need not exist. @throws HG_TASK_ID_INVALID */
  pathOf(taskId: string): string
  /** Tells what becomes of the nodes of a collection, as {@link Watches.watch} says. */
  watch(options?: WatchOptions): AsyncIterableIterator<NodeChange, undefined>
  /**
   * Names what is wrong with the files: torn, foreign, copied, with links that lead nowhere. Changes none.
   *
   * @throws HG_STORE_UNWRITABLE
   */
  check(options?: CheckOptions): CheckReport
  /** Throws the index away and makes it anew. @throws HG_STORE_UNWRITABLE when there can be none. */
  reindex(): ReindexReport
  /** Ends the watches and closes the file of the index, which is opened again when it is needed. */
  close(): void
  /** The same, at the end of a block with `using`. */
  [Symbol.dispose](): void
}

/** Opens the store of a project. Touches no file before the first call that needs one. */
export function openStore(options: StoreOptions): Store {
  const root = resolve(options.root)
  const { port = nodeFilePort } = options
  const index = new StoreIndex(join(root, '.htmlgraph', 'index.sqlite'))
  const artifacts = createArtifactFiles(root, port)
  const delegations: StoredNodes<DelegationRecord, RecordDocument> = {
    ...openNodes(createNodeFiles(root, DELEGATIONS, port), { index, codec: delegationCodec }),
    complete: (document) => withWholeOutput(document, artifacts),
  }
  const { files } = delegations
  const now = options.now ?? (() => new Date())
  const openNodesOf = (name: string): StoredNodes<GraphNode, NodeDocument> =>
    openNodes(createNodeFiles(root, name, port), { index, codec: createNodeCodec(name) })
  const outputs = (...names: string[]): StoreDirectory =>
    createStoreDirectory(port, root, ['.htmlgraph', 'runs', ...names])
  const watches = createWatches(
    (name) => ({ ...(name === DELEGATIONS ? delegations : openNodesOf(name)), port }),
    DELEGATIONS,
  )
  const collections = (): readonly CheckedCollection[] =>
    collectionNames(port, join(root, '.htmlgraph')).map((name) =>
      name === DELEGATIONS ? checked(name, delegations) : checked(name, openNodesOf(name)),
    )
  const graph = createGraph(() => openEdges(index, collections()), DELEGATIONS)
  const close = (): void => {
    watches.close()
    index.close()
  }
  const context = { now, agent: options.agent ?? null, artifacts }
  return Object.freeze({
    taskDelegations: Object.freeze(createTaskDelegations(delegations, context)),
    costs: (options?: CostOptions) => reportCosts(delegations, options),
    collection: (name: string) => {
      assertCollectionName(name)
      return Object.freeze(createNodeCollection(name, openNodesOf(name), now))
    },
    ...graph,
    directory: files.directory,
    assertWritable: () => {
      files.assertWritable()
      outputs().assertWritable()
    },
    createOutputDirectory: (taskId: string) => {
      const directory = outputs(assertTaskId(taskId))
      directory.create()
      return directory.path
    },
    pathOf: (taskId: string) => files.pathOf(assertTaskId(taskId)),
    watch: watches.watch,
    check: (options = {}) => checkStore({ root, index, port, collections: collections() }, options),
    reindex: () => rebuildIndex(index, collections()),
    close,
    [Symbol.dispose]: close,
  })
}

function checked<Node extends WithProperties, Document>(
  name: string,
  nodes: StoredNodes<Node, Document>,
): CheckedCollection {
  return { ...nodes, name, describe: describeWith(nodes.codec) }
}

function openNodes<Node extends WithProperties, Document>(
  files: NodeFiles,
  { index, codec }: { index: StoreIndex; codec: Codec<Node, Document> },
): StoredNodes<Node, Document> {
  const describe = describeWith(codec)
  return { files, codec, index: () => index.collection(basename(files.directory), files, describe) }
}

function describeWith<Node extends WithProperties, Document>(
  codec: Codec<Node, Document>,
): Describe {
  return (id, text) => codec.describe(codec.read(id, text))
}
