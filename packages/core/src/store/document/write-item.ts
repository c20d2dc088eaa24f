import type { Field, Fields } from '../record/field.ts'
import { type Attributes, formatAttributes } from './html-text.ts'

/** The attributes that hold the fields of `values`; `null` for one that is not known. */
export function fieldAttributes<Shape>(fields: Fields<Shape>, values: Shape): Attributes {
  const entries = Object.entries(fields) as [keyof Shape, Field<unknown>][]
  return Object.fromEntries(
    entries.map(([name, field]) => {
      const value = values[name]
      return [field.attribute, value === null ? null : field.kind.format(value as object)]
    }),
  )
}

/** One item of a list: its fields as attributes, and what a person sees of it. */
export interface Item<Shape> {
  readonly tag: 'li' | 'tr'
  readonly fields: Fields<Shape>
  readonly values: Shape
  /** HTML. */
  readonly content: string
}

/** Writes an item. `data-item` tells a reader which elements of a section are the items. */
export function writeItem<Shape>({ tag, fields, values, content }: Item<Shape>): string {
  return `<${tag} data-item${formatAttributes(fieldAttributes(fields, values))}>${content}</${tag}>\n`
}
