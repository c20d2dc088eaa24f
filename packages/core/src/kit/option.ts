import { z } from 'zod'
import type { OptionsSchema } from '../contract/index.ts'

/** Options as a caller writes them, from the completed ones: each may be left out. */
export type OptionsInput<Options> = {
  readonly [Name in keyof Options]?: Options[Name] | undefined
}

const text = z
  .string('expected a text')
  .min(1, 'expected a text that is not empty')
  .refine((value) => !value.includes('\0'), 'expected a text without NUL characters')
const object = z.record(z.string(), z.unknown(), 'expected an object')

function whole(min: number): z.ZodInt {
  const expected = `expected a whole number of at least ${min}`
  return z.int(expected).min(min, expected)
}

/** Schemas of single options, as providers need them again and again. Each has a default: `null`, `[]` or `false`. */
export const option: {
  /** One of these words. */
  oneOf<const Word extends string>(...words: readonly [Word, ...Word[]]): OptionSchema<Word | null>
  /** A text that is not empty and has no NUL. */
  readonly text: OptionSchema<string | null>
  /** A list of such texts. */
  readonly texts: OptionSchema<readonly string[]>
  /** A list of texts that all fit a pattern; `expected` says in messages what one is, `expectedAll` what all are. */
  textsLike(pattern: RegExp, expected: string, expectedAll: string): OptionSchema<readonly string[]>
  /** A whole number of at least `min`. */
  wholeFrom(min: number): OptionSchema<number | null>
  /** A number in a range, both ends included. */
  numberIn(min: number, max: number): OptionSchema<number | null>
  /** A number above 0. */
  readonly positive: OptionSchema<number | null>
  readonly flag: OptionSchema<boolean>
  /** A JSON object. */
  readonly object: OptionSchema<Readonly<Record<string, unknown>> | null>
  /** A JSON object, or the path of a file that holds one. */
  readonly objectOrPath: OptionSchema<Readonly<Record<string, unknown>> | string | null>
} = {
  oneOf: (...words) => z.enum(words).nullable().default(null),
  text: text.nullable().default(null),
  texts: z.array(text, 'expected a list of texts').readonly().default([]),
  textsLike: (pattern, expected, expectedAll) =>
    z.array(z.string(expected).regex(pattern, expected), expectedAll).readonly().default([]),
  wholeFrom: (min) => whole(min).nullable().default(null),
  numberIn(min, max) {
    const expected = `expected a number from ${min} to ${max}`
    return z.number(expected).min(min, expected).max(max, expected).nullable().default(null)
  },
  positive: z
    .number('expected a number above 0')
    .positive('expected a number above 0')
    .nullable()
    .default(null),
  flag: z.boolean('expected true or false').default(false),
  object: object.nullable().default(null),
  objectOrPath: z.union([object, text]).nullable().default(null),
}

/** A schema whose value may be left out. */
export type OptionSchema<Value> = z.ZodType<Value, Value | undefined>

/** The completed values of a table of options; what is written beside an option in the table stays with it. */
export type OptionValues<Table> = { readonly [Name in keyof Table]: z.output<Table[Name]> }

/** The schema of a table of options. */
export type OptionTable<Table> = OptionsSchema<
  OptionValues<Table>,
  OptionsInput<OptionValues<Table>>
>

/** The completed options of {@link defineOptions}. */
export type OptionsOf<Schema> =
  Schema extends OptionsSchema<infer Options, infer _> ? Options : never

/**
 * The options of a provider from one table, which is also where their types come from: every option is written once.
 *
 * ```ts
 * export const acmeOptions = defineOptions({
 *   /** Tries before it gives up. *\/
 *   tries: option.wholeFrom(1),
 * })
 * export type AcmeOptions = OptionsOf<typeof acmeOptions>
 * export type AcmeInput = OptionsInput<AcmeOptions>
 * ```
 */
export function defineOptions<Table extends Readonly<Record<string, z.ZodType>>>(
  table: Table,
): OptionTable<Table>
// An overload, since zod tells the types of a table only when it knows the table.
export function defineOptions(
  table: Readonly<Record<string, z.ZodType>>,
): OptionsSchema<object, object> {
  return z.strictObject(table)
}
