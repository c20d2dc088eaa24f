import type { Scalar } from './query-field.ts'

/** One thing that a value must be. All tests of a condition must hold. */
export type Test =
  | { readonly operator: 'in'; readonly values: readonly Scalar[] }
  | { readonly operator: 'gt' | 'gte' | 'lt' | 'lte'; readonly value: string | number }
  | { readonly operator: 'contains'; readonly text: string }
  | { readonly operator: 'not'; readonly tests: readonly Test[] }

/** What a caller may write in the place of a value. */
export interface Operators<Value> {
  readonly in?: readonly Value[] | undefined
  readonly gt?: NonNullable<Value> | undefined
  readonly gte?: NonNullable<Value> | undefined
  readonly lt?: NonNullable<Value> | undefined
  readonly lte?: NonNullable<Value> | undefined
  /** A part of the text, or an element of the list. Upper and lower case differ. */
  readonly contains?: string | undefined
  readonly not?: Matching<Value> | undefined
}

/** A value, any of several, or what must be true of it. */
export type Matching<Value> = Value | readonly Value[] | Operators<Value>

/** The names of all operators. */
export const OPERATORS: readonly (keyof Operators<unknown>)[] = [
  'in',
  'gt',
  'gte',
  'lt',
  'lte',
  'contains',
  'not',
]

/** Whether a value passes; `undefined` is one that is not there, which passes only where something is not to be. */
export function passes(value: unknown, test: Test): boolean {
  switch (test.operator) {
    case 'in':
      return test.values.some((wanted) => wanted === value)
    case 'contains':
      return typeof value === 'string' && value.includes(test.text)
    case 'not':
      return !test.tests.every((inner) => passes(value, inner))
    default:
      return typeof value === typeof test.value && isInOrder(value as string, test)
  }
}

/** As {@link passes}, of a list: one of its elements must. */
export function passesList(values: readonly unknown[], test: Test): boolean {
  switch (test.operator) {
    case 'contains':
      return values.includes(test.text)
    case 'not':
      return !test.tests.every((inner) => passesList(values, inner))
    default:
      return values.some((value) => passes(value, test))
  }
}

function isInOrder(
  value: string | number,
  { operator, value: limit }: Extract<Test, { readonly value: unknown }>,
): boolean {
  if (operator === 'gt') return value > limit
  if (operator === 'gte') return value >= limit
  return operator === 'lt' ? value < limit : value <= limit
}
