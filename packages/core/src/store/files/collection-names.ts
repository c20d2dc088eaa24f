import { invalidField } from '../record/field-error.ts'
import { assertNodeId, isTaskId } from '../task-id.ts'
import { errorCode, unreadable } from './file-error.ts'
import type { FilePort } from './file-port.ts'

/** Directories of `.htmlgraph` that hold something else than nodes. */
const OTHERS: readonly string[] = ['artifacts', 'index.sqlite', 'runs']

/** The names of the directories in `.htmlgraph` that hold nodes, sorted; none where there is no store. @throws HG_STORE_UNWRITABLE */
export function collectionNames(port: FilePort, storePath: string): readonly string[] {
  try {
    return (
      port
        .readdirSync(storePath, { withFileTypes: true })
        // A link is one too: whoever opens it refuses it by name.
        .filter((entry) => entry.isDirectory() || entry.isSymbolicLink())
        .map(({ name }) => name)
        .filter((name) => isTaskId(name) && !OTHERS.includes(name))
        .toSorted()
    )
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return []
    throw unreadable(storePath, error)
  }
}

/** @throws HG_NODE_ID_INVALID, or HG_OPTION_INVALID for the directory of something that is no node of any type. */
export function assertCollectionName(name: unknown): void {
  const known = assertNodeId(name)
  if (known === 'task-delegations') {
    throw invalidField('collection', name, 'another name: delegations are sdk.taskDelegations')
  }
  if (OTHERS.includes(known))
    throw invalidField('collection', name, 'another name: it holds no nodes')
}
