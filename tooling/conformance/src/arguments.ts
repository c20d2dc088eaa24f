import { parseArgs } from 'node:util'

/** What the command line asks for. */
export interface ConformanceArguments {
  /** Print the cases as data on standard output. */
  readonly json: boolean
  /** Only cases whose name or theme contains this text; `''` for all. */
  readonly grep: string
}

/** The providers there are cases for; with one of them, `--only` has nothing to leave out. */
const PROVIDERS = ['claude'] as const

/** Reads the command line. @throws Error with a sentence for what it does not know. */
export function readArguments(args: readonly string[]): ConformanceArguments {
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true, default: [] },
      grep: { type: 'string', default: '' },
    },
  })
  const unknown = values.only.find((name) => !PROVIDERS.some((provider) => provider === name))
  if (unknown !== undefined) {
    throw new Error(`--only is "${unknown}"; expected one of ${PROVIDERS.join(', ')}.`)
  }
  return { json: values.json, grep: values.grep }
}
