import { resolve } from 'node:path'
import { createTaskDelegations, type TaskDelegations } from './collection/task-delegations.ts'
import { nodeFilePort } from './files/file-port.ts'
import { createNodeFiles } from './files/node-files.ts'
import { createStoreDirectory, type StoreDirectory } from './files/store-directory.ts'
import { assertTaskId } from './task-id.ts'

/** Where a store is. */
export interface StoreOptions {
  /** The project's root, which holds `.htmlgraph/`. Must exist before anything is written. */
  readonly root: string
  /** The `agent` of records that are created without one. @default null */
  readonly agent?: string | null
  /** The clock. @default the system's */
  readonly now?: () => Date
}

/** The records of a project. */
export interface Store {
  readonly taskDelegations: TaskDelegations
  /** The absolute path of the directory that holds the records. */
  readonly directory: string
  /** Fails when a write would; touches nothing. @throws HG_STORE_UNWRITABLE with a remedy. */
  assertWritable(): void
  /** Makes the directory for what the agents of a task print, and gives its absolute path. @throws HG_STORE_UNWRITABLE */
  createOutputDirectory(taskId: string): string
  /** The absolute path of a task's file, which need not exist. @throws HG_TASK_ID_INVALID */
  pathOf(taskId: string): string
}

/** Opens the store of a project. Touches no file before the first call that needs one. */
export function openStore(options: StoreOptions): Store {
  const root = resolve(options.root)
  const files = createNodeFiles(root, ['.htmlgraph', 'task-delegations'])
  const outputs = (...names: string[]): StoreDirectory =>
    createStoreDirectory(nodeFilePort, root, ['.htmlgraph', 'runs', ...names])
  const context = { now: options.now ?? (() => new Date()), agent: options.agent ?? null }
  return Object.freeze({
    taskDelegations: Object.freeze(createTaskDelegations(files, context)),
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
  })
}
