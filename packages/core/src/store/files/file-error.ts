import { HtmlGraphError } from '../../contract/index.ts'

const REASONS: Readonly<Record<string, readonly [reason: string, remedy: string]>> = {
  EACCES: ['this user may not write there', 'Change its owner or its permissions.'],
  EPERM: ['this user may not write there', 'Change its owner or its permissions.'],
  EROFS: ['the file system is read-only', 'Mount it for writing, or use another directory.'],
  ENOSPC: ['the disk is full', 'Free some space; nothing was lost or half written.'],
  EDQUOT: ['the disk quota is used up', 'Free some space; nothing was lost or half written.'],
  ENOENT: ['the directory does not exist', 'Create it, or name the root of a project.'],
  ENOTDIR: ['a part of the path is not a directory', 'Move that file away.'],
  EMFILE: [
    'this process has too many open files',
    'Raise the limit (ulimit -n), or do less at once.',
  ],
  ENFILE: ['the system has too many open files', 'Raise the limit, or do less at once.'],
  ENOTSUP: ['the file system has no hard links', 'Use a directory on a local file system.'],
}

/** The store cannot be written, whatever the reason is. */
export function unwritable(directory: string, cause: unknown): HtmlGraphError {
  const code = errorCode(cause)
  const [reason, remedy] = REASONS[code] ?? [code, undefined]
  return new HtmlGraphError({
    code: 'HG_STORE_UNWRITABLE',
    message: `The store ${directory} cannot be written: ${reason}.`,
    hint: remedy,
    details: { directory, reason: code },
    cause,
  })
}

/** A node that no browser would open at once. */
export function nodeTooLarge(bytes: number, limitBytes: number): HtmlGraphError {
  return new HtmlGraphError({
    code: 'HG_NODE_TOO_LARGE',
    message: `The file of a node would have ${bytes} bytes; expected at most ${limitBytes}.`,
    hint: 'Keep large data in a file of its own, and its path in the node.',
    details: { bytes, limitBytes },
  })
}

/** A part of the store cannot even be looked at. */
export function unreadable(directory: string, cause: unknown): HtmlGraphError {
  const code = errorCode(cause)
  const isRefused = code === 'EACCES' || code === 'EPERM'
  const [reason, remedy] = REASONS[code] ?? [code, undefined]
  return new HtmlGraphError({
    code: 'HG_STORE_UNWRITABLE',
    message: `The store ${directory} cannot be read: ${isRefused ? 'this user may not read it' : reason}.`,
    hint: remedy,
    details: { directory, reason: code },
    cause,
  })
}

/** A part of the store is a link or no directory, so that a write could end up elsewhere. */
export function notADirectory(path: string, isLink: boolean): HtmlGraphError {
  const found = isLink ? 'a symbolic link' : 'not a directory'
  return new HtmlGraphError({
    code: 'HG_STORE_UNWRITABLE',
    message: `${path} is ${found}; expected a directory of the project itself.`,
    hint: 'Replace it by a real directory. Links are refused because records could end up elsewhere.',
    details: { directory: path, reason: isLink ? 'symlink' : 'ENOTDIR' },
  })
}

/** The code of a failed file call: `ENOENT`. Other errors are not ours to explain and are thrown on. */
export function errorCode(error: unknown): string {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined
  if (typeof code === 'string') return code
  throw error
}
