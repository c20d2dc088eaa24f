import { UsageError } from './usage-error.ts'

/**
 * Reads `key=value` arguments. A value that is JSON is that value, anything else is text:
 * `maxTurns=3` is a number, `effort=high` a text, `tools=["Read"]` a list.
 *
 * @throws UsageError when one has no key or no `=`, or two have the same key.
 */
export function parsePairs(option: string, pairs: readonly string[]): Record<string, unknown> {
  const values = new Map<string, unknown>()
  for (const pair of pairs) {
    const end = pair.indexOf('=')
    if (end < 1) {
      throw new UsageError(`--${option} is ${JSON.stringify(pair)}; expected key=value.`)
    }
    const key = pair.slice(0, end)
    if (values.has(key)) throw new UsageError(`--${option} names ${JSON.stringify(key)} twice.`)
    values.set(key, parseValue(pair.slice(end + 1)))
  }
  return Object.fromEntries(values)
}

function parseValue(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
