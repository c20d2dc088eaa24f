import { type JsonObject, readObject } from './read-json.ts'

/** Settings by their whole names, joined by dots, however they are nested; those of value `null` are left out. */
export function flattenSettings(settings: JsonObject | null, prefix = ''): JsonObject {
  const entries = Object.entries(settings ?? {}).flatMap(([key, value]) => {
    if (value === null || value === undefined) return []
    const name = `${prefix}${key}`
    const inner = readObject(value)
    return inner === value ? Object.entries(flattenSettings(inner, `${name}.`)) : [[name, value]]
  })
  return Object.fromEntries(entries)
}

/** Settings as arguments, `flag` and `name=value` for each; of value `null` none. */
export function tomlFlags(flag: string, settings: JsonObject): string[] {
  return Object.entries(settings).flatMap(([name, value]) =>
    value === null ? [] : [flag, `${name}=${toToml(value)}`],
  )
}

/** A value as TOML: JSON but for objects, and for what JSON has and TOML has not. */
function toToml(value: unknown): string {
  if (typeof value === 'string') {
    return JSON.stringify(value.toWellFormed()).replaceAll('\x7f', '\\u007f')
  }
  if (Array.isArray(value)) return `[${value.map(toToml).join(', ')}]`
  if (readObject(value) !== value) return String(value)
  const members = Object.entries(value).map(([key, inner]) => `${toToml(key)} = ${toToml(inner)}`)
  return `{${members.join(', ')}}`
}
