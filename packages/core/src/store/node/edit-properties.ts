import { formatInline } from '../document/html-text.ts'
import { findElement, type ParsedElement } from '../document/parse-elements.ts'
import { describeProperty, writeProperty } from '../document/write-properties.ts'
import type { PropertyValue } from '../record/delegation-record.ts'
import type { AcceptedChanges } from './accept-node.ts'
import { insertAtEnd, replaceInner } from './insert.ts'
import { type NodeArticle, propertyItems } from './node-article.ts'
import type { NodePage } from './node-page.ts'
import type { Splice } from './splice.ts'
import { setAttribute } from './start-tag.ts'
import { writePropertyList } from './write-node.ts'

/** Gives properties other values, where they stand, and adds those that are new. */
export function editProperties(
  { source, parts, node }: NodePage,
  properties: AcceptedChanges['properties'],
): readonly Splice[] {
  const items = new Map(propertyItems(parts).map((item) => [item.attributes['data-key'], item]))
  const changed = Object.entries(properties).filter(
    ([key, value]) => !items.has(key) || !Object.is(node.properties[key], value),
  )
  const added = changed.filter(([key]) => !items.has(key))
  return [
    ...changed.flatMap(([key, value]) => {
      const item = items.get(key)
      return item === undefined ? [] : editProperty(source, item, value)
    }),
    ...(added.length === 0 ? [] : addProperties(source, parts, Object.fromEntries(added))),
  ]
}

/** A property without a type is text; so only a value that is none needs one. */
function editProperty(
  source: string,
  item: ParsedElement,
  value: PropertyValue,
): readonly Splice[] {
  const { shown, type } = describeProperty(value)
  const isMarked = item.attributes['data-value-type'] !== undefined
  return [
    ...setAttribute(source, item, 'data-value', shown),
    ...(type === 'string' && !isMarked ? [] : setAttribute(source, item, 'data-value-type', type)),
    replaceInner(item, formatInline(shown)),
  ]
}

function addProperties(
  source: string,
  { article, properties: section }: NodeArticle,
  added: AcceptedChanges['properties'],
): readonly Splice[] {
  if (section === null) return [insertAtEnd(source, article, writePropertyList(added))]
  const list = findElement(section, ({ name }) => name === 'dl')
  const items = Object.entries(added).map(([key, value]) => writeProperty(key, value).trimEnd())
  if (list === undefined) {
    return [insertAtEnd(source, section, ['<dl>', ...items, '</dl>'].join('\n'))]
  }
  return items.map((item) => insertAtEnd(source, list, item))
}
