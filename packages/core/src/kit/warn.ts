import type { WarningEvent } from '../contract/index.ts'

/** The warning that a message is; none for an empty one, or for `null`. */
export function warn(message: string | null | undefined): readonly WarningEvent[] {
  return message ? [{ type: 'warning', message }] : []
}
