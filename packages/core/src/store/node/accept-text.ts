import { invalidField } from '../record/field-error.ts'
import { type FieldKind, text } from '../record/field-kind.ts'

/** A text that says something. */
export const filledText: FieldKind<string> = {
  ...text,
  expected: 'text that is not empty, without NUL characters',
  accept: (value) => {
    const accepted = text.accept(value)
    return accepted?.trim() === '' ? undefined : accepted
  },
}

/** The value of a field as it is stored. @throws HG_OPTION_INVALID */
export function accept<Value>(kind: FieldKind<Value>, value: unknown, path: string): Value {
  const accepted = kind.accept(value)
  if (accepted === undefined) throw invalidField(path, value, kind.expected)
  return accepted
}
