import { inspect } from 'node:util'

/** What was thrown, whatever it is, in one line without a full stop. */
export function describeThrown(thrown: unknown): string {
  if (!(thrown instanceof Error)) return inspect(thrown, { depth: 0, breakLength: Infinity })
  const message = firstLine(thrown.message || thrown.name)
  const place = thrown instanceof SyntaxError ? placeOf(thrown) : undefined
  return (place === undefined ? message : `${message} at ${place}`).replace(/\.$/, '')
}

/** A syntax error says where it is only in the first line of its stack. */
function placeOf(error: SyntaxError): string | undefined {
  return /^\S.*:\d+$/.exec(firstLine(error.stack ?? ''))?.[0]
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? ''
}
