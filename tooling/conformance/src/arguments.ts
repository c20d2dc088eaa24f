import { parseArgs } from 'node:util'

/** What the command line asks for. */
export interface ConformanceArguments {
  /** Print the cases as data on standard output. */
  readonly json: boolean
  /** Only the CLIs with these ids; all of them unless told otherwise. */
  readonly only: readonly string[]
  /** Only cases whose title contains this text; `''` for all. */
  readonly grep: string
}

/**
 * Reads the command line.
 *
 * @param known The ids of the CLIs there are cases for.
 * @throws Error with a sentence for what it does not know.
 */
export function readArguments(
  args: readonly string[],
  known: readonly string[],
): ConformanceArguments {
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true, default: [] },
      grep: { type: 'string', default: '' },
    },
  })
  const only = values.only.flatMap((names) => names.split(',')).map((name) => name.trim())
  const unknown = only.find((name) => !known.includes(name))
  if (unknown !== undefined) {
    throw new Error(`--only is "${unknown}"; expected one of ${known.join(', ')}.`)
  }
  return { json: values.json, grep: values.grep, only: only.length === 0 ? known : only }
}
