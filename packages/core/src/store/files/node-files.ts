import { join } from 'node:path'
import { HtmlGraphError } from '../../contract/index.ts'
import { type FilePort, nodeFilePort } from './file-port.ts'
import { readText } from './read-text.ts'
import { createStoreDirectory } from './store-directory.ts'
import { publishNew, writeThrough } from './write-text.ts'

const EXTENSION = '.html'

/** The files of one collection: one HTML file for each id. Ids have been checked by the caller. */
export interface NodeFiles {
  /** The absolute path of the directory. */
  readonly directory: string
  pathOf(id: string): string
  /** The ids of all files, in no order, without other endings and unfinished writes. @throws HG_STORE_UNWRITABLE */
  ids(): readonly string[]
  /** The text of a file; `null` when there is none. @throws HG_RECORD_CORRUPT when it cannot be read as text. */
  read(id: string): string | null
  /** Writes a new file. @throws HG_TASK_EXISTS when the id is taken, in whatever case; HG_STORE_UNWRITABLE */
  create(id: string, text: string): void
  /** Puts a new text in the place of a file. A reader sees the old one or the new one. @throws HG_STORE_UNWRITABLE */
  replace(id: string, text: string): void
  /** Fails when a write would; touches nothing. @throws HG_STORE_UNWRITABLE */
  assertWritable(): void
}

/** The files in the directory `names` below `root`. Nothing is touched before the first write. */
export function createNodeFiles(
  root: string,
  names: readonly string[],
  port: FilePort = nodeFilePort,
): NodeFiles {
  const directory = createStoreDirectory(port, root, names)
  const pathOf = (id: string): string => join(directory.path, `${id}${EXTENSION}`)
  const ids = (): readonly string[] => idsOf(directory.names())
  return {
    directory: directory.path,
    pathOf,
    ids,
    read: (id) => (directory.exists() ? readText(port, pathOf(id)) : null),
    create(id, text) {
      directory.create()
      assertFree(id, ids())
      writeThrough(port, { directory: directory.path, text }, (temporary) => {
        if (!publishNew(port, temporary, pathOf(id))) throw taskExists(id, id)
      })
    },
    replace(id, text) {
      directory.create()
      writeThrough(port, { directory: directory.path, text }, (temporary) => {
        port.renameSync(temporary, pathOf(id))
      })
    },
    assertWritable: directory.assertWritable,
  }
}

function idsOf(names: readonly string[]): readonly string[] {
  return names
    .filter((name) => name.endsWith(EXTENSION) && !name.startsWith('.'))
    .map((name) => name.slice(0, -EXTENSION.length))
}

/** Two ids that differ in case only would be one file on macOS and Windows. */
function assertFree(id: string, taken: readonly string[]): void {
  const folded = id.toLowerCase()
  const twin = taken.find((other) => other.toLowerCase() === folded)
  if (twin !== undefined) throw taskExists(id, twin)
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
