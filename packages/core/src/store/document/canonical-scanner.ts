import type { Field, Fields } from '../record/field.ts'

/** Made once: to find out where it was thrown would cost more than all the reading. */
const NOT_CANONICAL = new Error('The text is not in the canonical form.')

/** In characters. */
const LONG = 64

const OTHER_REFERENCE = /&(?!(?:amp|lt|gt|quot|#13);)/

/** A field as its attribute begins in the text. */
export interface Column {
  readonly name: string
  readonly begin: string
  readonly field: Field<unknown>
}

/** The attributes of these fields, `separator` before each. */
export function columnsOf<Shape>(fields: Fields<Shape>, separator = ' '): readonly Column[] {
  const entries = Object.entries(fields) as [string, Field<unknown>][]
  return entries.map(([name, field]) => {
    return { name, begin: `${separator}${field.attribute}="`, field }
  })
}

/** Stops the scan: the text is not in our own form, or not certainly so. */
export function giveUp(): never {
  throw NOT_CANONICAL
}

/** What `scan` finds; `null` when it gives up. */
export function scanOrNull<Result>(scan: () => Result): Result | null {
  try {
    return scan()
  } catch (error) {
    if (error === NOT_CANONICAL) return null
    throw error
  }
}

/** Goes forward through a text that must be exactly of our own form, and gives up where it is not. */
export class CanonicalScanner {
  readonly #text: string
  #position = 0

  constructor(text: string) {
    this.#text = text
  }

  get isAtEnd(): boolean {
    return this.#position === this.#text.length
  }

  /** Passes `literal` if it stands here. @returns whether it did. */
  accept(literal: string): boolean {
    const end = this.#position + literal.length
    // For a long one to compare two strings is far faster than to look for the beginning of one.
    const isHere =
      literal.length > LONG
        ? this.#text.slice(this.#position, end) === literal
        : this.#text.startsWith(literal, this.#position)
    if (isHere) this.#position = end
    return isHere
  }

  /** Passes what must stand here. */
  expect(literal: string): void {
    if (!this.accept(literal)) giveUp()
  }

  /** Passes what a sticky pattern describes. */
  skip(pattern: RegExp): void {
    pattern.lastIndex = this.#position
    if (!pattern.test(this.#text)) giveUp()
    this.#position = pattern.lastIndex
  }

  /** The value of an attribute whose opening quote has been passed. */
  value(): string {
    const value = unescapeHtml(this.#rawUpTo('"'))
    this.#position += 1
    return value
  }

  /** The text up to the next tag. */
  content(): string {
    return unescapeHtml(this.#rawUpTo('<'))
  }

  /** Passes the text up to the next tag. */
  skipContent(): void {
    this.#position = this.#find('<')
  }

  /** The values of the attributes that stand here, in the order of their fields. */
  fields<Shape>(columns: readonly Column[]): Shape {
    const values: Record<string, unknown> = {}
    for (const { name, begin, field } of columns) {
      const value = this.accept(begin) ? field.kind.parse(this.value()) : field.fallback
      values[name] = value === undefined ? giveUp() : value
    }
    return values as Shape
  }

  #rawUpTo(end: string): string {
    const begin = this.#position
    this.#position = this.#find(end)
    return this.#text.slice(begin, this.#position)
  }

  #find(end: string): number {
    const place = this.#text.indexOf(end, this.#position)
    return place === -1 ? giveUp() : place
  }
}

/** Undoes `escapeHtml`. */
function unescapeHtml(text: string): string {
  if (!text.includes('&')) return text
  if (OTHER_REFERENCE.test(text)) giveUp()
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#13;', '\r')
    .replaceAll('&amp;', '&')
}
