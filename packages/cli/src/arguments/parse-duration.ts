import { UsageError } from './usage-error.ts'

const FORM = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/
const MILLISECONDS_OF: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
}

/**
 * Reads a duration: `500ms`, `90s`, `10m`, `1h`; a bare number is seconds; `none` is no limit.
 *
 * @returns Milliseconds; `null` for `none`; `undefined` when none was written.
 * @throws UsageError
 */
export function parseDuration(
  option: string,
  value: string | undefined,
): number | null | undefined {
  if (value === undefined) return undefined
  if (value === 'none') return null
  const [, amount, unit = 's'] = FORM.exec(value) ?? []
  const durationMs = Math.round(Number(amount) * (MILLISECONDS_OF[unit] ?? Number.NaN))
  if (durationMs > 0) return durationMs
  throw new UsageError(
    `--${option} is ${JSON.stringify(value)}; expected a duration above zero such as 90s, 10m or 500ms, or none.`,
  )
}
