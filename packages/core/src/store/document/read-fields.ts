import type { Field, Fields } from '../record/field.ts'
import { corruptDocument, quote } from './corrupt-document.ts'

/**
 * The values that the attributes of an element hold.
 *
 * @throws HG_RECORD_CORRUPT naming the attribute.
 */
export function readFields<Shape>(
  fields: Fields<Shape>,
  attributes: Readonly<Record<string, string>>,
): Shape {
  const entries = Object.entries(fields) as [string, Field<unknown>][]
  return Object.fromEntries(
    entries.map(([name, field]) => [name, readField(field, attributes[field.attribute])]),
  ) as Shape
}

function readField(field: Field<unknown>, text: string | undefined): unknown {
  if (text === undefined) {
    if (field.fallback !== undefined) return field.fallback
    throw corruptDocument(`its ${field.attribute} is missing`)
  }
  const value = field.kind.parse(text)
  if (value !== undefined) return value
  throw corruptDocument(`its ${field.attribute} is ${quote(text)}; expected ${field.kind.expected}`)
}
