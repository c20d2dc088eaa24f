interface Schema {
  readonly type?: unknown
  readonly enum?: readonly unknown[]
  readonly properties?: Readonly<Record<string, unknown>>
}

/** A number that is within most bounds: a score, a count, a percentage. */
const SOME_NUMBER = 20

/** A value that fits a JSON schema, as plain as can be: the first of a choice, few numbers, empty lists. */
export function fitSchema(schema: unknown): unknown {
  const { type, enum: choices, properties = {} } = Object(schema) as Schema
  if (choices !== undefined) return choices[0]
  switch (String(type).toLowerCase()) {
    case 'object':
      return Object.fromEntries(
        Object.entries(properties).map(([name, member]) => [name, fitSchema(member)]),
      )
    case 'array':
      return []
    case 'boolean':
      return false
    case 'integer':
    case 'number':
      return SOME_NUMBER
    case 'string':
      return 'scripted'
    default:
      return null
  }
}
