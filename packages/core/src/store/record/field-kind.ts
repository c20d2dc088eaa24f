/** How one kind of value is checked, and written as the value of an HTML attribute. */
export interface FieldKind<Value> {
  /** What a caller may give, for messages: `a whole number of 0 or more`. */
  readonly expected: string
  /** The value as it is stored; `undefined` when it cannot be used. */
  accept(value: unknown): Value | undefined
  /** The value of an attribute; `undefined` when it cannot be one of this kind. */
  parse(text: string): Value | undefined
  format(value: Value): string
}

/** Any text but NUL, which HTML cannot hold. Lone surrogates become U+FFFD. */
export const text: FieldKind<string> = {
  expected: 'text without NUL characters',
  accept: (value) =>
    typeof value === 'string' && !value.includes('\0') ? value.toWellFormed() : undefined,
  parse: (value) => value,
  format: (value) => value,
}

/** One of a list of words. */
export function choice<const Word extends string>(words: readonly Word[]): FieldKind<Word> {
  const find = (value: unknown): Word | undefined => words.find((word) => word === value)
  return { expected: words.join(', '), accept: find, parse: find, format: (value) => value }
}

/** A whole number between two limits. */
export function integer(minimum: number = Number.MIN_SAFE_INTEGER): FieldKind<number> {
  const unlimited = minimum === Number.MIN_SAFE_INTEGER
  const accept = (value: unknown): number | undefined =>
    Number.isSafeInteger(value) && (value as number) >= minimum ? (value as number) + 0 : undefined
  return {
    expected: unlimited ? 'a whole number' : `a whole number of ${minimum} or more`,
    accept,
    parse: (value) => (/^-?\d+$/.test(value) ? accept(Number(value)) : undefined),
    format: String,
  }
}

/**
 * US dollars. Written in the shortest form that reads back as the same number,
 * so that whole micro-dollars look like `0.45` and nothing is ever rounded.
 */
export const dollars: FieldKind<number> = {
  expected: 'US dollars, 0 or more',
  accept: acceptDollars,
  parse: (value) =>
    /^\d+(\.\d+)?(e[+-]?\d+)?$/.test(value) ? acceptDollars(Number(value)) : undefined,
  format: String,
}

function acceptDollars(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value + 0 : undefined
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/

/** In the form that is kept, and of a day that every month has: there is nothing to find out by parsing it. */
const PLAIN_TIME =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/

/** A moment. Kept as ISO 8601 in UTC with milliseconds. */
export const time: FieldKind<string> = {
  expected: 'a time with its zone, such as 2026-11-23T10:30:45.123Z',
  accept: acceptTime,
  parse: acceptTime,
  format: (value) => value,
}

function acceptTime(value: unknown): string | undefined {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.toISOString()
  if (typeof value !== 'string') return undefined
  if (PLAIN_TIME.test(value)) return value
  if (!TIME.test(value)) return undefined
  const moment = new Date(value)
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString()
}
