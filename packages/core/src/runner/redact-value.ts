import { SHORTEST_SECRET } from './literal.ts'
import { Redactor } from './redact.ts'

/** Deeper than any value that means something; what lies deeper is left out, since the stack is not endless. */
const DEEPEST = 500

/** Gives a value in which no text holds a secret: the same value when none did. */
export type Redaction = <Value>(value: Value) => Value

/**
 * Redacts values made of clean lines. A line may spell a secret so that only who parses it can read it (`\u0063`), and
 * several lines may each hold a part of one.
 *
 * @param secrets Values to take out, beside keys that are known by their form.
 */
export function createRedaction(secrets: readonly string[]): Redaction {
  const redactor = new Redactor(secrets)
  const clean = (value: unknown, depth: number): unknown => {
    if (typeof value === 'string') {
      return value.length < SHORTEST_SECRET ? value : redactor.redactWhole(value)
    }
    if (typeof value !== 'object' || value === null) return value
    if (depth > DEEPEST) return null
    if (Array.isArray(value)) return cleanList(value, (item) => clean(item, depth + 1))
    return cleanMembers(value, (item) => clean(item, depth + 1))
  }
  return <Value>(value: Value) => clean(value, 0) as Value
}

type Clean = (value: unknown) => unknown

function cleanList(list: readonly unknown[], clean: Clean): readonly unknown[] {
  const items = list.map(clean)
  return items.some((item, index) => item !== list[index]) ? items : list
}

function cleanMembers(value: object, clean: Clean): object {
  const members = Object.entries(value)
  const cleaned = members.map(([name, member]) => [clean(name), clean(member)] as const)
  const isSame = cleaned.every(
    ([name, member], index) => name === members[index]?.[0] && member === members[index]?.[1],
  )
  return isSame ? value : Object.fromEntries(cleaned)
}
