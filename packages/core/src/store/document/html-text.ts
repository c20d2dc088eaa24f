const SPECIAL = /[&<>"\r]/

/**
 * Text as it stands in HTML, between tags as well as inside of double quotes.
 * A carriage return is written as a reference, because a parser turns a raw one into a line feed.
 */
export function escapeHtml(text: string): string {
  if (!SPECIAL.test(text)) return text
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#13;')
}

/** Attributes by name; `null` leaves one out, `true` writes it without a value. */
export type Attributes = Readonly<Record<string, string | true | null>>

/** The attributes as they stand in a tag, `separator` before each. */
export function formatAttributes(attributes: Attributes, separator = ' '): string {
  return Object.entries(attributes)
    .map(([name, value]) => formatAttribute(name, value, separator))
    .join('')
}

function formatAttribute(name: string, value: string | true | null, separator: string): string {
  if (value === null) return ''
  return value === true ? `${separator}${name}` : `${separator}${name}="${escapeHtml(value)}"`
}

/**
 * Text whose every character counts. A parser drops the first line feed of a `pre`, so one is added;
 * `dir="auto"` gives each paragraph its own direction and keeps it from turning what stands around it.
 */
export function formatPre(text: string): string {
  return `<pre dir="auto">\n${escapeHtml(text)}</pre>`
}

/** Text inside of a line, kept from turning what stands around it. */
export function formatInline(text: string): string {
  return `<bdi>${escapeHtml(text)}</bdi>`
}
