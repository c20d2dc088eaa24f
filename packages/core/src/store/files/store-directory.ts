import { constants } from 'node:fs'
import { dirname, join } from 'node:path'
import { errorCode, notADirectory, unreadable, unwritable } from './file-error.ts'
import type { FilePort } from './file-port.ts'

const DIRECTORY_MODE = 0o700

/** A directory below a project's root that holds the files of one collection. */
export interface StoreDirectory {
  /** Absolute. */
  readonly path: string
  /** Whether it exists. @throws HG_STORE_UNWRITABLE when it is a link or no directory, or hidden from this user. */
  exists(): boolean
  /** The names in it; none when it does not exist. @throws HG_STORE_UNWRITABLE */
  names(): readonly string[]
  /** Makes it and what is missing above it, up to the root, each for its owner only. @throws HG_STORE_UNWRITABLE */
  create(): void
  /** Fails when a later write would; touches nothing. @throws HG_STORE_UNWRITABLE */
  assertWritable(): void
}

/** The directory `names` below `root`, which must exist itself before anything is written. */
export function createStoreDirectory(
  port: FilePort,
  root: string,
  names: readonly string[],
): StoreDirectory {
  const levels = names.map((_, index) => join(root, ...names.slice(0, index + 1)))
  const path = levels.at(-1) ?? root
  const exists = (): boolean => levels.every((level) => isDirectory(port, level))
  return {
    path,
    exists,
    names: () => (exists() ? namesIn(port, path) : []),
    create: () => {
      for (const level of levels) if (!isDirectory(port, level)) createDirectory(port, level)
    },
    assertWritable: () => {
      const missing = levels.find((level) => !isDirectory(port, level))
      assertAccess(port, missing === undefined ? path : dirname(missing))
    },
  }
}

function isDirectory(port: FilePort, path: string): boolean {
  const stat = look(() => port.lstatSync(path, { throwIfNoEntry: false }), path)
  if (stat === undefined) return false
  if (stat.isDirectory()) return true
  throw notADirectory(path, stat.isSymbolicLink())
}

function namesIn(port: FilePort, path: string): readonly string[] {
  try {
    return port.readdirSync(path)
  } catch (error) {
    // It went away in between.
    if (errorCode(error) === 'ENOENT') return []
    throw unreadable(path, error)
  }
}

function look<Seen>(read: () => Seen, path: string): Seen {
  try {
    return read()
  } catch (error) {
    throw unreadable(path, error)
  }
}

function createDirectory(port: FilePort, path: string): void {
  try {
    port.mkdirSync(path, { mode: DIRECTORY_MODE })
    // The mode above is cut by the umask.
    port.chmodSync(path, DIRECTORY_MODE)
  } catch (error) {
    // Another process was faster.
    if (errorCode(error) === 'EEXIST' && isDirectory(port, path)) return
    throw unwritable(path, error)
  }
}

function assertAccess(port: FilePort, path: string): void {
  try {
    port.accessSync(path, constants.W_OK | constants.X_OK)
  } catch (error) {
    throw unwritable(path, error)
  }
}
