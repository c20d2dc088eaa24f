import { HtmlGraphError } from '@htmlgraph/core'

/** What to say, as HG_STORE_UNWRITABLE, when a file or directory could not be made. */
export function unwritable(path: string, cause: unknown): HtmlGraphError {
  const { code, message } = cause as NodeJS.ErrnoException
  const isRefused = code === 'EACCES' || code === 'EPERM'
  return new HtmlGraphError({
    code: 'HG_STORE_UNWRITABLE',
    message: `${path} cannot be written: ${isRefused ? 'this user may not write there' : message}.`,
    hint: 'Check who owns the directory; what was written before stays.',
    details: { path },
    cause,
  })
}
