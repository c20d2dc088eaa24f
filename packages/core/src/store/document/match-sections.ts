import type { PropertyValue } from '../record/delegation-record.ts'
import { type CanonicalScanner, type Column, giveUp } from './canonical-scanner.ts'
import { parseProperty } from './read-properties.ts'

// What these pass is shown to people only. It may be any text, but no tag that is not named here.
const SUMMARY =
  /<details(?: open)?>\n<summary><h2>[^<]*<\/h2>(?: <span>[^<]*<\/span>)?<\/summary>\n/y
const ITEM_CONTENT = /(?:[^<]|<bdi>[^<]*<\/bdi>|<strong>[^<]*<\/strong>|<br>)*/y
const CELLS = /(?:<td>(?:<bdi>[^<]*<\/bdi>|[^<]*)<\/td>)*/y
const TABLE =
  /<div tabindex="0" role="group" aria-label="Tokens by model">\n<table>\n<thead><tr>(?:<th scope="col">[^<]*<\/th>)*<\/tr><\/thead>\n<tbody>\n/y
const NAME = /<div><dt><bdi>[^<]*<\/bdi><\/dt>/y
const SHOWN_VALUE = /><bdi>[^<]*<\/bdi><\/dd><\/div>\n/y

/** Passes a section in our own form, if it stands here, and what `scan` finds in it. */
export function matchSection<Content>(
  scanner: CanonicalScanner,
  attribute: string,
  scan: () => Content,
): Content | null {
  if (!scanner.accept(`<section ${attribute}>`)) return null
  scanner.skip(SUMMARY)
  const content = scan()
  scanner.expect('</details></section>\n')
  return content
}

/** The items of a list. */
export function matchItems<Shape>(
  scanner: CanonicalScanner,
  tag: 'ul' | 'ol',
  columns: readonly Column[],
): readonly Shape[] {
  return matchAll(scanner, { begin: `<${tag}>\n`, end: `</${tag}>\n` }, () => {
    scanner.expect('<li data-item')
    const item = scanner.fields<Shape>(columns)
    scanner.expect('>')
    scanner.skip(ITEM_CONTENT)
    scanner.expect('</li>\n')
    return item
  })
}

/** The rows of the table of tokens. */
export function matchRows<Shape>(
  scanner: CanonicalScanner,
  columns: readonly Column[],
): readonly Shape[] {
  scanner.skip(TABLE)
  return matchAll(scanner, { begin: '', end: '</tbody>\n</table>\n</div>\n' }, () => {
    scanner.expect('<tr data-item')
    const row = scanner.fields<Shape>(columns)
    scanner.expect('>')
    scanner.skip(CELLS)
    scanner.expect('</tr>\n')
    return row
  })
}

/** The warnings, which are nothing but text. */
export function matchWarnings(scanner: CanonicalScanner): readonly string[] {
  return matchAll(scanner, { begin: '<ul>\n', end: '</ul>\n' }, () => {
    scanner.expect('<li data-item><bdi>')
    const warning = scanner.content()
    scanner.expect('</bdi></li>\n')
    return warning
  })
}

/** The free properties. */
export function matchProperties(
  scanner: CanonicalScanner,
): Readonly<Record<string, PropertyValue>> {
  const entries = matchAll(scanner, { begin: '<dl>\n', end: '</dl>\n' }, () => {
    scanner.skip(NAME)
    scanner.expect('<dd data-key="')
    const key = scanner.value()
    scanner.expect(' data-value="')
    const text = scanner.value()
    scanner.expect(' data-value-type="')
    const value = parseProperty(text, scanner.value())
    scanner.skip(SHOWN_VALUE)
    return [key, value === undefined ? giveUp() : value] as const
  })
  return Object.fromEntries(entries)
}

function matchAll<Item>(
  scanner: CanonicalScanner,
  { begin, end }: { readonly begin: string; readonly end: string },
  scan: () => Item,
): readonly Item[] {
  const items: Item[] = []
  scanner.expect(begin)
  while (!scanner.accept(end)) items.push(scan())
  return items
}
