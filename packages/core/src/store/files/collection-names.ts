import { isTaskId } from '../task-id.ts'
import { errorCode, unreadable } from './file-error.ts'
import type { FilePort } from './file-port.ts'

/** Directories of `.htmlgraph` that hold something else than nodes. */
const OTHERS: readonly string[] = ['artifacts', 'runs']

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
