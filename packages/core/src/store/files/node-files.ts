import { join, sep } from 'node:path'
import { errorCode, nodeTooLarge, unreadable, unwritable } from './file-error.ts'
import { type FilePort, nodeFilePort } from './file-port.ts'
import { stampOf } from './file-stamp.ts'
import { type FileText, readText } from './read-text.ts'
import { createStoreDirectory } from './store-directory.ts'
import { createTemporaryFiles } from './temporary-files.ts'
import { publishNew } from './write-text.ts'

const EXTENSION = '.html'

/** The longest text of a node, in bytes: what a browser still opens at once. */
export const MAX_NODE_BYTES: number = 32 * 1024 * 1024

/** A text that is on disk, but has no name yet. */
export interface PreparedFile {
  /** Gives it a name that nobody has. @returns whether the name was free. */
  create(id: string): boolean
  /** Puts it in the place of the file of that name, if there is one. A reader sees the old text or this one. */
  replace(id: string): void
}

/** The files of one collection: one HTML file for each id. Ids have been checked by the caller. */
export interface NodeFiles {
  /** The absolute path of the directory. */
  readonly directory: string
  pathOf(id: string): string
  /** The ids of all files, in no order, without other endings. @throws HG_STORE_UNWRITABLE */
  ids(): readonly string[]
  /** Changes with every file that comes or goes; `null` when there is no directory. @throws HG_STORE_UNWRITABLE */
  directoryStamp(): string | null
  /** Changes with every content of the file; `null` when there is none. */
  stamp(id: string): string | null
  /** The text of a file; `null` when there is none. @throws HG_RECORD_CORRUPT when it cannot be read as text. */
  read(id: string): FileText | null
  /** The same for many files at once: that no link stands in the place of the directory is found out but once. */
  reader(): (id: string) => FileText | null
  /**
   * Makes a text durable and lets `publish` give it a name. What it leaves without one is gone afterwards.
   *
   * @throws HG_NODE_TOO_LARGE, HG_STORE_UNWRITABLE, and what `publish` throws
   */
  write<Result>(text: string, publish: (file: PreparedFile) => Result): Result
  /** Deletes a file. @returns whether there was one. @throws HG_STORE_UNWRITABLE */
  remove(id: string): boolean
  /** Fails when a write would; touches nothing. @throws HG_STORE_UNWRITABLE */
  assertWritable(): void
}

/** The files in the directory `.htmlgraph/<name>` below `root`. Nothing is touched before the first write. */
export function createNodeFiles(
  root: string,
  name: string,
  port: FilePort = nodeFilePort,
): NodeFiles {
  const directory = createStoreDirectory(port, root, ['.htmlgraph', name])
  const temporary = createTemporaryFiles(root, port)
  // Ids are single names: to join paths would only take time.
  const prefix = join(directory.path, sep)
  const pathOf = (id: string): string => `${prefix}${id}${EXTENSION}`
  return {
    directory: directory.path,
    pathOf,
    ids: () => directory.names().flatMap((name) => idOfFile(name) ?? []),
    directoryStamp: () => (directory.exists() ? stampOfPath(port, directory.path) : null),
    stamp: (id) => stampOfPath(port, pathOf(id)),
    read: (id) => (directory.exists() ? readText(port, pathOf(id)) : null),
    reader: () => (directory.exists() ? (id) => readText(port, pathOf(id)) : () => null),
    write(text, publish) {
      const bytes = Buffer.byteLength(text)
      if (bytes > MAX_NODE_BYTES) throw nodeTooLarge(bytes, MAX_NODE_BYTES)
      directory.create()
      return temporary.write(text, (file) =>
        publish({
          create: (id) => publishNew(port, file, pathOf(id)),
          replace: (id) => file.rename(pathOf(id)),
        }),
      )
    },
    remove: (id) => directory.exists() && removeFile(port, pathOf(id)),
    assertWritable: () => {
      directory.assertWritable()
      temporary.assertWritable()
    },
  }
}

/** The id in the name of a file; `null` when it is a hidden one or of another kind. */
export function idOfFile(name: string): string | null {
  return name.endsWith(EXTENSION) && !name.startsWith('.') ? name.slice(0, -EXTENSION.length) : null
}

const EXACT = { bigint: true, throwIfNoEntry: false } as const

function stampOfPath(port: FilePort, path: string): string | null {
  try {
    const stats = port.lstatSync(path, EXACT)
    return stats === undefined ? null : stampOf(stats)
  } catch (error) {
    throw unreadable(path, error)
  }
}

function removeFile(port: FilePort, path: string): boolean {
  try {
    port.unlinkSync(path)
    return true
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false
    throw unwritable(path, error)
  }
}
