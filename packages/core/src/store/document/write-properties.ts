import type { DelegationRecord, PropertyValue } from '../record/delegation-record.ts'
import { formatAttributes, formatInline } from './html-text.ts'
import { writeSection } from './write-section.ts'

/** Writes the free properties; nothing when there are none. */
export function writeProperties(properties: DelegationRecord['properties']): string {
  const entries = Object.entries(properties)
  if (entries.length === 0) return ''
  const items = entries.map(([key, value]) => writeProperty(key, value)).join('')
  return writeSection({
    attribute: 'data-properties',
    title: 'Properties',
    isOpen: true,
    content: `<dl>\n${items}</dl>\n`,
  })
}

/** Writes one property: its name, and its value with its type. */
export function writeProperty(key: string, value: PropertyValue): string {
  const { shown, type } = describeProperty(value)
  const attributes = formatAttributes({
    'data-key': key,
    'data-value': shown,
    'data-value-type': type,
  })
  return `<div><dt>${formatInline(key)}</dt><dd${attributes}>${formatInline(shown)}</dd></div>\n`
}

/** A value as text, and what it is. */
export function describeProperty(value: PropertyValue): {
  readonly shown: string
  readonly type: string
} {
  const shown = Object.is(value, -0) ? '-0' : String(value)
  return { shown, type: value === null ? 'null' : typeof value }
}
