/** A JSON object of which nothing is known yet. */
export type JsonObject = Readonly<Record<string, unknown>>

const NOTHING: JsonObject = Object.freeze({})

/** The object a text holds; `null` for anything else. */
export function parseObject(text: string): JsonObject | null {
  // Most lines that are no event are no JSON either: to throw for each costs more than all the rest.
  if (!/^\s*\{/.test(text)) return null
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : null
  } catch {
    return null
  }
}

/** The objects that a text holds, one a line; other lines are left out. */
export function parseObjects(text: string): readonly JsonObject[] {
  const objects = text.split('\n').map(parseObject)
  return objects.filter((object) => object !== null)
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

/** The texts of a list; empty for anything else. */
export function readTexts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}

/** A text, or the texts of a list of `{ text }` blocks, a line each; `null` when there is none. */
export function readContent(value: unknown): string | null {
  if (typeof value === 'string') return value
  const texts = readObjects(value).flatMap((block) => readText(block.text) ?? [])
  return texts.length === 0 ? null : texts.join('\n')
}

/** The value if it is a number that can count something, else `null`. */
export function readAmount(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null
}

/** What a path of field names joined by dots leads to; `undefined` when it leads nowhere. */
export function readPath(object: JsonObject, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => {
    const fields = readObject(value)
    return Object.hasOwn(fields, name) ? fields[name] : undefined
  }, object)
}

/** The text that such a path leads to; empty when there is none. */
export function textAt(value: unknown, path: string): string {
  return readText(readPath(readObject(value), path)) ?? ''
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
