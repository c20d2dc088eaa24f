import { UsageError } from './usage-error.ts'

/**
 * Reads `key=value` arguments. A value that is JSON is that value, anything else is text:
 * `maxTurns=3` is a number, `effort=high` a text, `tools=["Read"]` a list.
 * A number that would be written otherwise afterwards stays text too: `1.10` and `1234e5` are no amounts.
 *
 * @throws UsageError when one has no key or no `=`, when two have the same key, or when the key is `__proto__`.
 */
export function parsePairs(option: string, pairs: readonly string[]): Record<string, unknown> {
  const values = new Map<string, unknown>()
  for (const pair of pairs) {
    const end = pair.indexOf('=')
    if (end < 1) {
      throw new UsageError(`--${option} is ${JSON.stringify(pair)}; expected key=value.`)
    }
    const key = pair.slice(0, end)
    // Objects lose a property of this name when they are copied.
    if (key === '__proto__') throw new UsageError(`--${option} cannot be named __proto__.`)
    if (values.has(key)) throw new UsageError(`--${option} names ${JSON.stringify(key)} twice.`)
    values.set(key, parseValue(pair.slice(end + 1)))
  }
  return Object.fromEntries(values)
}

function parseValue(text: string): unknown {
  const value = parseJson(text)
  return typeof value === 'number' && String(value) !== text ? text : value
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
