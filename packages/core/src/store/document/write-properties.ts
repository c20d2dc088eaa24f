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

function writeProperty(key: string, value: PropertyValue): string {
  const shown = Object.is(value, -0) ? '-0' : String(value)
  const attributes = formatAttributes({
    'data-key': key,
    'data-value': shown,
    'data-value-type': value === null ? 'null' : typeof value,
  })
  return `<div><dt>${formatInline(key)}</dt><dd${attributes}>${formatInline(shown)}</dd></div>\n`
}
