/** A JSON object of which nothing is known yet. */
export type JsonObject = Readonly<Record<string, unknown>>

const NOTHING: JsonObject = Object.freeze({})

/** The object a line holds; `null` for anything else. */
export function parseObject(line: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(line)
    return isObject(value) ? value : null
  } catch {
    return null
  }
}

/** The value if it is an object, else an empty one. */
export function readObject(value: unknown): JsonObject {
  return isObject(value) ? value : NOTHING
}

/** The objects of a list; empty for anything else. */
export function readObjects(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : []
}

/** The value if it is a text, else `null`. */
export function readText(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

/** The value if it is a number that can count something, else `null`. */
export function readAmount(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
