import { dirname } from 'node:path'
import { HtmlGraphError } from '../../contract/index.ts'
import { errorCode, unwritable } from './file-error.ts'
import type { FilePort } from './file-port.ts'

const FILE_MODE = 0o600
/** How file systems without hard links refuse one: FAT, some network mounts. */
const NO_LINKS: readonly string[] = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS']

/** A file that no reader looks at, on its way to a name. */
export interface TemporaryFile {
  readonly path: string
  /** Puts it in the place of the file of that path, if there is one. */
  rename(path: string): void
}

/**
 * Writes a temporary file, makes it durable, and lets `publish` give it its name.
 *
 * @param path Where it is until then. Nobody else may take it.
 * @throws HG_STORE_UNWRITABLE, or what `publish` throws; then the temporary file is gone.
 */
export function writeThrough<Result>(
  port: FilePort,
  { path, text }: { readonly path: string; readonly text: string },
  publish: (file: TemporaryFile) => Result,
): Result {
  let isGone = false
  const rename = (to: string): void => {
    port.renameSync(path, to)
    isGone = true
  }
  try {
    writeDurably(port, path, text)
    return publish({ path, rename })
  } catch (error) {
    throw error instanceof HtmlGraphError ? error : unwritable(dirname(path), error)
  } finally {
    if (!isGone) discard(port, path)
  }
}

/**
 * Gives a temporary file a name that nobody has. Unlike a rename, a link never replaces a file:
 * of two processes that want one name, exactly one gets it.
 *
 * @returns Whether the name was free.
 */
export function publishNew(port: FilePort, file: TemporaryFile, path: string): boolean {
  try {
    port.linkSync(file.path, path)
    return true
  } catch (error) {
    const code = errorCode(error)
    if (code === 'EEXIST') return false
    if (!NO_LINKS.includes(code)) throw error
    if (!reserve(port, path)) return false
    file.rename(path)
    return true
  }
}

function writeDurably(port: FilePort, path: string, text: string): void {
  const descriptor = port.openSync(path, 'wx', FILE_MODE)
  try {
    // The mode above is cut by the umask.
    port.fchmodSync(descriptor, FILE_MODE)
    port.writeFileSync(descriptor, text)
    port.fdatasyncSync(descriptor)
  } finally {
    port.closeSync(descriptor)
  }
}

/** Takes a name with an empty file. */
function reserve(port: FilePort, path: string): boolean {
  try {
    port.closeSync(port.openSync(path, 'wx', FILE_MODE))
    return true
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false
    throw error
  }
}

function discard(port: FilePort, path: string): void {
  try {
    port.unlinkSync(path)
  } catch {
    // It was never made, or it stays as a stray that no reader looks at. What was done stands.
  }
}
