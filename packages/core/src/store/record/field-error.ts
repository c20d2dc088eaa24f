import { HtmlGraphError, nameHint } from '../../contract/index.ts'

const MAX_SHOWN_LENGTH = 80

/** A field got a value that it cannot hold. `path` names it as the caller wrote it: `attempts[0].cost`. */
export function invalidField(path: string, received: unknown, expected: string): HtmlGraphError {
  const hasNul = typeof received === 'string' && received.includes('\0')
  return new HtmlGraphError({
    code: 'HG_OPTION_INVALID',
    message: `${path} is ${describe(received)}; expected ${expected}.`,
    hint: hasNul ? 'HTML cannot hold the NUL character. Remove it, or encode the data.' : undefined,
    details: { field: path, received, expected },
  })
}

/** A name that `place` does not take: `where takes no field "statsu".` */
export function unknownField(
  place: string,
  name: string,
  known: readonly string[],
): HtmlGraphError {
  return new HtmlGraphError({
    code: 'HG_FIELD_UNKNOWN',
    message: `${place} takes no field ${describe(name)}.`,
    hint: nameHint(name, known),
    details: { place, field: name, known },
  })
}

function describe(value: unknown): string {
  if (typeof value === 'bigint' || typeof value === 'number') return String(value)
  if (typeof value === 'function' || typeof value === 'symbol') return `a ${typeof value}`
  const nul = typeof value === 'string' ? value.indexOf('\0') : -1
  if (nul >= 0) return `text with a NUL character at position ${nul}`
  const shown = JSON.stringify(value) ?? 'undefined'
  return shown.length > MAX_SHOWN_LENGTH ? `${shown.slice(0, MAX_SHOWN_LENGTH)}…` : shown
}
