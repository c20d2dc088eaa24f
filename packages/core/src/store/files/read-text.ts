import { isUtf8 } from 'node:buffer'
import { constants } from 'node:fs'
import { HtmlGraphError } from '../../contract/index.ts'
import { errorCode, unreadable } from './file-error.ts'
import type { FilePort } from './file-port.ts'
import { stampOf } from './file-stamp.ts'

/** A link is not followed, and a pipe does not block. Windows has neither flag. */
const READ_FLAGS: number =
  constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)

/** What a failed open says about the file; every other failure says something about the machine. */
const OPEN_FAILURES: Readonly<Record<string, string>> = {
  ELOOP: 'it is a symbolic link',
  EMLINK: 'it is a symbolic link',
  ENXIO: 'it is no regular file',
  EACCES: 'this user may not read it',
  EPERM: 'this user may not read it',
}

/** What a file says. */
export interface FileText {
  readonly text: string
  /** Tells this content from any other one of the file. */
  readonly stamp: string
}

/**
 * The text of a file; `null` when there is none.
 *
 * @throws HG_RECORD_CORRUPT when it is no regular file or no UTF-8 text; HG_STORE_UNWRITABLE when the system refuses.
 */
export function readText(port: FilePort, path: string): FileText | null {
  const descriptor = openForReading(port, path)
  if (descriptor === null) return null
  try {
    const stats = port.fstatSync(descriptor, { bigint: true })
    if (!stats.isFile()) throw noText('it is no regular file')
    const bytes = readAll(port, descriptor, Number(stats.size))
    if (!isUtf8(bytes)) throw noText('it is no UTF-8 text')
    return { text: bytes.toString('utf8'), stamp: stampOf(stats) }
  } finally {
    port.closeSync(descriptor)
  }
}

/** A file that does not grow meanwhile takes one call: a byte more than it has is asked for, and not given. */
function readAll(port: FilePort, descriptor: number, size: number): Buffer {
  const bytes = Buffer.allocUnsafe(size + 1)
  const length = port.readSync(descriptor, bytes, 0, size + 1, 0)
  if (length === size) return bytes.subarray(0, size)
  return port.readFileSync(descriptor)
}

function openForReading(port: FilePort, path: string): number | null {
  try {
    return port.openSync(path, READ_FLAGS)
  } catch (error) {
    const code = errorCode(error)
    if (code === 'ENOENT') return null
    const reason = OPEN_FAILURES[code]
    throw reason === undefined ? unreadable(path, error) : noText(reason)
  }
}

function noText(reason: string): HtmlGraphError {
  return new HtmlGraphError({ code: 'HG_RECORD_CORRUPT', message: reason })
}
