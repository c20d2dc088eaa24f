import type { PropertyValue } from '../record/delegation-record.ts'
import { corruptDocument, quote } from './corrupt-document.ts'
import { findElements, type ParsedElement, textOf } from './parse-elements.ts'

/**
 * Reads the free properties. A value without a type is text, whatever it looks like.
 *
 * @throws HG_RECORD_CORRUPT naming the property.
 */
export function readProperties(
  section: ParsedElement | undefined,
): Readonly<Record<string, PropertyValue>> {
  if (section === undefined) return {}
  const values = findElements(section, (element) => element.attributes['data-key'] !== undefined)
  return Object.fromEntries(
    values.map((element) => [element.attributes['data-key'], readProperty(element)]),
  )
}

/** The value that a text stands for; `undefined` when it cannot be one of this type. */
export function parseProperty(text: string, type: string): PropertyValue | undefined {
  if (type === 'null') return null
  if (type === 'number') {
    return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined
  }
  if (type === 'boolean') return text === 'true' || (text === 'false' ? false : undefined)
  return text
}

function readProperty(element: ParsedElement): PropertyValue {
  const text = element.attributes['data-value'] ?? textOf(element)
  const type = element.attributes['data-value-type'] ?? 'string'
  const value = parseProperty(text, type)
  if (value !== undefined) return value
  const key = quote(element.attributes['data-key'] ?? '')
  throw corruptDocument(`its property ${key} is ${quote(text)}; expected a ${type}`)
}
