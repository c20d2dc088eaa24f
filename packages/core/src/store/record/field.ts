import type { FieldKind } from './field-kind.ts'

/** A named value of a record, and the attribute that holds it. */
export interface Field<Value> {
  readonly attribute: string
  readonly kind: FieldKind<NonNullable<Value>>
  /** What an absent value stands for; `undefined` when it must be there. */
  readonly fallback: Value | undefined
}

/** The fields of a flat object; their order is the order of its attributes. */
export type Fields<Shape> = { readonly [Name in keyof Shape]: Field<Shape[Name]> }

/** A field that may be unknown; absent means `null`. */
export function optional<Value>(attribute: string, kind: FieldKind<Value>): Field<Value | null> {
  return { attribute, kind: kind as FieldKind<NonNullable<Value>>, fallback: null }
}

/** A field that must be there. */
export function required<Value>(attribute: string, kind: FieldKind<Value>): Field<Value> {
  return { attribute, kind: kind as FieldKind<NonNullable<Value>>, fallback: undefined }
}

/** A field with a default, which may not be `null`. */
export function defaulted<Value>(field: Field<Value>, fallback: Value): Field<Value> {
  return { ...field, fallback }
}
