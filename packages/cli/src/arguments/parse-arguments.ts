import { parseArgs } from 'node:util'
import type { OptionSpec, OptionSpecs, OptionValues } from './option-spec.ts'
import { UsageError } from './usage-error.ts'

/** Arguments, sorted. */
export interface ParsedArguments<Specs extends OptionSpecs> {
  readonly values: OptionValues<Specs>
  readonly positionals: readonly string[]
}

/** How a command's arguments are understood. */
export interface ArgumentRules<Specs extends OptionSpecs> {
  readonly options: Specs
  /** The most positional arguments there may be. */
  readonly positionals: number
  /** Finds the hint for a name that is not known; only called for a mistake. */
  readonly hintFor: (name: string, known: readonly string[]) => Promise<string>
}

/**
 * Sorts arguments into options and positionals; everything behind `--` is positional.
 *
 * @throws UsageError for an unknown or repeated option, a missing or superfluous value, or too many arguments.
 */
export async function parseArguments<Specs extends OptionSpecs>(
  args: readonly string[],
  rules: ArgumentRules<Specs>,
): Promise<ParsedArguments<Specs>> {
  const { values, positionals, tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(
      Object.entries(rules.options).map(([name, { type, multiple = false }]) => [
        name,
        { type, multiple },
      ]),
    ),
    // Its own errors name no near option, so unknown ones are found below.
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  for (const token of tokens) {
    if (token.kind === 'option') await checkOption(token, rules)
  }
  checkRepeats(tokens, rules.options)
  if (positionals.length > rules.positionals) throw tooMany(positionals, rules.positionals)
  return { values: complete(rules.options, values), positionals }
}

interface OptionToken {
  readonly name: string
  readonly rawName: string
  readonly value?: string | undefined
  readonly inlineValue?: boolean | undefined
}

async function checkOption<Specs extends OptionSpecs>(
  { name, rawName, value, inlineValue }: OptionToken,
  rules: ArgumentRules<Specs>,
): Promise<void> {
  const spec = Object.hasOwn(rules.options, name) ? rules.options[name] : undefined
  if (spec === undefined) {
    const known = Object.keys(rules.options).map((option) => `--${option}`)
    throw new UsageError(`There is no option ${rawName}.`, await rules.hintFor(rawName, known))
  }
  if (spec.type === 'boolean' && value !== undefined) {
    throw new UsageError(`${rawName} takes no value; it was given ${JSON.stringify(value)}.`)
  }
  if (spec.type === 'boolean') return
  if (value === undefined) throw missingValue(rawName, spec)
  if (value.startsWith('-') && value !== '-' && inlineValue !== true)
    throw missingValue(rawName, spec, value)
}

/** A flag that is given twice means the same; of two values one would get lost. */
function checkRepeats(
  tokens: readonly { kind: string; name?: string }[],
  specs: OptionSpecs,
): void {
  const seen = new Set<string>()
  for (const { name } of tokens) {
    const spec = name === undefined ? undefined : specs[name]
    if (name === undefined || spec?.type !== 'string' || spec.multiple === true) continue
    if (seen.has(name)) throw new UsageError(`--${name} is given twice; expected once.`)
    seen.add(name)
  }
}

function missingValue(rawName: string, spec: OptionSpec, next?: string): UsageError {
  const hint =
    next === undefined ? null : `For a value that begins with "-" write ${rawName}=${next}`
  return new UsageError(`${rawName} needs a value: ${rawName} ${spec.value ?? '<value>'}.`, hint)
}

function tooMany(positionals: readonly string[], most: number): UsageError {
  const extra = JSON.stringify(positionals[most])
  return new UsageError(
    `There are ${positionals.length} arguments; expected at most ${most}. The first one too many is ${extra}.`,
    'Put a text of several words in quotes.',
  )
}

function complete<Specs extends OptionSpecs>(
  specs: Specs,
  values: Readonly<Record<string, unknown>>,
): OptionValues<Specs> {
  const entries = Object.entries(specs).map(([name, { type, multiple }]) => {
    const absent = type === 'boolean' ? false : multiple === true ? [] : undefined
    return [name, values[name] ?? absent]
  })
  return Object.fromEntries(entries) as OptionValues<Specs>
}
