import type { z } from 'zod'
import { HtmlGraphError, nameHint, nearestName } from '../contract/index.ts'

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
  const isElsewhere = check.otherNames?.includes(name) ?? false
  return new HtmlGraphError({
    code: 'HG_OPTION_UNKNOWN',
    message: `${check.subject}: there is no option "${name}"${isElsewhere ? ' of its own' : ''}.`,
    hint: isElsewhere
      ? `"${name}" belongs to every request: give it beside the options, not in them.`
      : nameHint(name, valid),
    details: { subject: check.subject, option: name, valid },
  })
}

function invalidOption(
  subject: string,
  input: Readonly<Record<string, unknown>>,
  issue: Issue,
): HtmlGraphError {
  const place = issue.path.map(String).join('.')
  // What is set for a child may be a secret: of that only the kind is told.
  const isSecret = issue.path[0] === 'env'
  const value = valueAt(input, issue.path)
  const received = isSecret ? `a value of type ${typeof value}` : value
  const printed = isSecret ? received : printValue(value)
  const expected = describeExpected(issue)
  return new HtmlGraphError({
    code: 'HG_OPTION_INVALID',
    message: `${subject}: ${place} is ${printed}; expected ${expected}.`,
    hint: hintFor(issue, value),
    details: { subject, option: place, received, expected },
  })
}

/** The valid value that was probably meant. */
function hintFor(issue: Issue, value: unknown): string | undefined {
  if (issue.code !== 'invalid_value' || typeof value !== 'string') return undefined
  const nearest = nearestName(value, issue.values.map(String))
  return nearest === null ? undefined : `Did you mean "${nearest}"?`
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
  // JSON has no NaN and no bigint.
  const isNumber = typeof value === 'bigint' || typeof value === 'number'
  const text = isNumber ? String(value) : (JSON.stringify(value) ?? typeof value)
  return text.length <= 80 ? text : `${text.slice(0, 77)}…`
}
