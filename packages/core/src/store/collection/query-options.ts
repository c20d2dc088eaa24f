import { invalidField, unknownField } from '../record/field-error.ts'

/** How many nodes a query gives, and in which order. */
export interface QueryOptions {
  /** A field, with `-` before it for the highest first: `'-cost'`. @default by time of creation, then by id */
  readonly sort?: string | undefined
  /** At most so many. @default all */
  readonly limit?: number | undefined
  /** Go on behind the page that gave this cursor, in the same order. */
  readonly cursor?: string | undefined
  /** Look at every file first, so that an edit in place is seen that nobody told of. @default false */
  readonly strict?: boolean | undefined
}

/** Options that have been checked. */
export interface CheckedOptions {
  readonly sort: string
  readonly limit: number | null
  readonly cursor: string | null
  readonly strict: boolean
}

const NAMES = ['sort', 'limit', 'cursor', 'strict']

/** @throws HG_FIELD_UNKNOWN, HG_OPTION_INVALID */
export function checkQueryOptions(options: QueryOptions, defaultSort: string): CheckedOptions {
  const unknown = Object.keys(options).find((name) => !NAMES.includes(name))
  if (unknown !== undefined) throw unknownField('the options of a query', unknown, NAMES)
  const { sort = defaultSort, limit = null, cursor = null, strict = false } = options
  if (limit !== null && (!Number.isSafeInteger(limit) || limit < 1)) {
    throw invalidField('limit', limit, 'a whole number of 1 or more')
  }
  return { sort, limit, cursor, strict }
}
