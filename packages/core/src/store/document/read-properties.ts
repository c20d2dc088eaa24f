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

function readProperty(element: ParsedElement): PropertyValue {
  const text = element.attributes['data-value'] ?? textOf(element)
  const type = element.attributes['data-value-type'] ?? 'string'
  if (type === 'null') return null
  if (type === 'number' && text.trim() !== '' && Number.isFinite(Number(text))) return Number(text)
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true'
  if (type === 'number' || type === 'boolean') {
    const key = quote(element.attributes['data-key'] ?? '')
    throw corruptDocument(`its property ${key} is ${quote(text)}; expected a ${type}`)
  }
  return text
}
