import type { z } from 'zod'
import { nearestName } from '../contract/index.ts'

/**
 * One finding of zod in our words: the place, what came, what was expected. No full stop.
 * The schema's own messages say what was expected.
 *
 * @param names The keys that are valid at the place.
 */
export function describeIssue(
  issue: z.core.$ZodIssue,
  input: unknown,
  names: readonly string[],
): string {
  const place = issue.path.map(String).join('.')
  if (issue.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys
    const where = place === '' ? '' : `${place}.`
    const nearest = nearestName(key, names)
    const suggestion = nearest === null ? `one of ${names.join(', ')}` : `"${nearest}"`
    return `"${where}${key}" is not known; expected ${suggestion}`
  }
  const subject = place === '' ? 'the default export' : place
  return `${subject} is ${print(valueAt(input, issue.path))}; expected ${issue.message}`
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => Reflect.get(Object(value), key), input)
}

/** Short: a message is no place for a whole document. */
function print(value: unknown): string {
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object' && value !== null) return 'an object'
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value)
  return text.length <= 80 ? text : `${text.slice(0, 79)}…`
}
