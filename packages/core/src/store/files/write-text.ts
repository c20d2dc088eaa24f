import { join } from 'node:path'
import { HtmlGraphError } from '../../contract/index.ts'
import { randomHex } from '../random-hex.ts'
import { errorCode, unwritable } from './file-error.ts'
import type { FilePort } from './file-port.ts'

const FILE_MODE = 0o600
/** How file systems without hard links refuse one: FAT, some network mounts. */
const NO_LINKS: readonly string[] = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS']

/**
 * Writes a temporary file that no reader looks at, makes it durable, and lets `publish` give it its name.
 *
 * @throws HG_STORE_UNWRITABLE, or what `publish` throws; then the temporary file is gone.
 */
export function writeThrough<Result>(
  port: FilePort,
  file: { readonly directory: string; readonly text: string },
  publish: (temporary: string) => Result,
): Result {
  const temporary = join(file.directory, `.${randomHex(8)}.tmp`)
  try {
    writeDurably(port, temporary, file.text)
    return publish(temporary)
  } catch (error) {
    throw error instanceof HtmlGraphError ? error : unwritable(file.directory, error)
  } finally {
    discard(port, temporary)
  }
}

/**
 * Gives a temporary file a name that nobody has. Unlike a rename, a link never replaces a file:
 * of two processes that want one name, exactly one gets it.
 *
 * @returns Whether the name was free.
 */
export function publishNew(port: FilePort, temporary: string, path: string): boolean {
  try {
    port.linkSync(temporary, path)
    return true
  } catch (error) {
    const code = errorCode(error)
    if (code === 'EEXIST') return false
    if (!NO_LINKS.includes(code)) throw error
    return reserve(port, path) && rename(port, temporary, path)
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

function rename(port: FilePort, temporary: string, path: string): true {
  port.renameSync(temporary, path)
  return true
}

function discard(port: FilePort, temporary: string): void {
  try {
    port.unlinkSync(temporary)
  } catch {
    // It has its name by now, or it stays as a stray that no reader looks at. What was done stands.
  }
}
