import { ATTRIBUTE_FIELDS, LIST_FIELDS, TEXT_FIELDS } from '../record/delegation-fields.ts'
import { childrenOf, type ParsedElement } from './parse-elements.ts'
import type { Foreign } from './record-document.ts'

const SECTIONS = new Set([
  'data-properties',
  'data-warnings',
  'data-details',
  ...Object.values(LIST_FIELDS).map((list) => list.attribute),
  ...Object.values(TEXT_FIELDS).map((field) => field.attribute),
])
const ATTRIBUTES = new Set([
  'id',
  'data-type',
  ...Object.values(ATTRIBUTE_FIELDS).map((field) => field.attribute),
])

/** What an `<article>` holds that is no part of a record, its links aside. */
export function readForeign(article: ParsedElement, source: string): Omit<Foreign, 'edges'> {
  return {
    attributes: readForeignAttributes(article),
    elements: readForeignElements(article, source),
  }
}

function readForeignAttributes(article: ParsedElement): Readonly<Record<string, string>> {
  const entries = Object.entries(article.attributes).filter(([name]) => !ATTRIBUTES.has(name))
  return Object.fromEntries(entries)
}

function readForeignElements(article: ParsedElement, source: string): readonly string[] {
  return childrenOf(article)
    .filter((child) => !isOurs(child))
    .map(
      (child) => source.slice(child.start, child.end) + (child.isClosed ? '' : `</${child.name}>`),
    )
}

function isOurs(child: ParsedElement): boolean {
  if (child.name === 'header') return true
  if (child.name === 'nav') return child.attributes['data-graph-edges'] !== undefined
  return Object.keys(child.attributes).some((name) => SECTIONS.has(name))
}
