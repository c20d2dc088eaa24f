import { HtmlGraphError } from '../../contract/index.ts'

const MAX_QUOTED_LENGTH = 60

/** A text that is no whole node. The collection adds the name of the file. */
export function corruptDocument(
  reason: string,
  details: Readonly<Record<string, unknown>> = {},
): HtmlGraphError {
  const code = 'HG_RECORD_CORRUPT'
  return new HtmlGraphError({ code, message: reason, details: { ...details, reason } })
}

/** A part of a file as it stands in a message: quoted, and cut short. */
export function quote(text: string): string {
  return JSON.stringify(
    text.length > MAX_QUOTED_LENGTH ? `${text.slice(0, MAX_QUOTED_LENGTH)}…` : text,
  )
}
