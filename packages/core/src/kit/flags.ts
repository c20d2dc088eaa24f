/** What a flag may be given: `null`, `false` and an empty list leave it out, a list repeats it. */
export type FlagValue = string | number | boolean | null | readonly string[]

/**
 * Arguments of the form `--name=value`, so that no flag swallows the next one and no value is taken for a flag.
 *
 * ```ts
 * toFlags({ model: 'opus', verbose: true, 'add-dir': ['/a', '/b'], resume: null })
 * // --model=opus --verbose --add-dir=/a --add-dir=/b
 * ```
 */
export function toFlags(values: Readonly<Record<string, FlagValue>>): string[] {
  return Object.entries(values).flatMap(([name, value]) => {
    if (value === null || value === false) return []
    if (value === true) return [`--${name}`]
    return [value].flat().map((each) => `--${name}=${each}`)
  })
}
