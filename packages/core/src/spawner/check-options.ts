import type { z } from 'zod'
import { HtmlGraphError, nameHint } from '../contract/index.ts'

type Issue = z.core.$ZodIssue

/** Whose options are checked, against what. */
export interface OptionsCheck<Output> {
  /** Begins the message: a provider's id or the name of a call. */
  readonly subject: string
  readonly schema: z.ZodType<Output> & { readonly shape: Readonly<Record<string, unknown>> }
  /** Names that are valid beside the schema's own, for the hint. */
  readonly otherNames?: readonly string[]
}

/**
 * Checks and completes options.
 *
 * @throws HG_OPTION_UNKNOWN for a name that the schema does not have, with the nearest valid one.
 * @throws HG_OPTION_INVALID for a wrong value: what came, what was expected.
 */
export function checkOptions<Output>(
  input: Readonly<Record<string, unknown>>,
  check: OptionsCheck<Output>,
): Output {
  const names = Object.keys(check.schema.shape)
  const unknown = Object.keys(input).find((name) => !names.includes(name))
  if (unknown !== undefined) throw unknownOption(unknown, check, names)
  const parsed = check.schema.safeParse(input)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  if (issue === undefined) throw parsed.error
  throw invalidOption(check.subject, input, issue)
}

function unknownOption(
  name: string,
  check: OptionsCheck<unknown>,
  names: readonly string[],
): HtmlGraphError {
  const valid = [...names, ...(check.otherNames ?? [])].sort()
  return new HtmlGraphError({
    code: 'HG_OPTION_UNKNOWN',
    message: `${check.subject}: there is no option "${name}".`,
    hint: nameHint(name, valid),
    details: { subject: check.subject, option: name, valid },
  })
}

function invalidOption(
  subject: string,
  input: Readonly<Record<string, unknown>>,
  issue: Issue,
): HtmlGraphError {
  const place = issue.path.map(String).join('.')
  const received = valueAt(input, issue.path)
  const expected = describeExpected(issue)
  return new HtmlGraphError({
    code: 'HG_OPTION_INVALID',
    message: `${subject}: ${place} is ${printValue(received)}; expected ${expected}.`,
    details: { subject, option: place, received, expected },
  })
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined,
    input,
  )
}

function describeExpected(issue: Issue): string {
  if (issue.code === 'invalid_value') return joinWithOr(issue.values.map((value) => String(value)))
  if (issue.code === 'invalid_union') {
    return joinWithOr([...new Set(issue.errors.flat().map(describeExpected))])
  }
  return issue.message
    .replace(/^.*expected /i, '')
    .replace(/, received .*$/, '')
    .replace(/\.$/, '')
}

function joinWithOr(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}

/** A received value in an error message: short, quoted, never a whole document. */
export function printValue(value: unknown): string {
  if (value === undefined) return 'missing'
  const text = typeof value === 'bigint' ? String(value) : (JSON.stringify(value) ?? typeof value)
  return text.length <= 80 ? text : `${text.slice(0, 77)}…`
}
