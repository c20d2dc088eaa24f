/** The price of one model in one span of time: US dollars per million tokens. */
export interface PriceRow {
  /** The id, exactly as a CLI reports it. */
  readonly model: string
  readonly input: number
  readonly output: number
  /** Read from a cache. @default not known */
  readonly cachedInput?: number | undefined
  /** Written to a cache. @default not known */
  readonly cacheWrite?: number | undefined
  /** Written to a cache for one hour. @default not known */
  readonly cacheWriteLong?: number | undefined
  /** Requests with a longer prompt, in tokens, cost more. @default none do */
  readonly longContextAbove?: number | undefined
  /** The first day of this price, `YYYY-MM-DD`, UTC. @default always */
  readonly validFrom?: string | undefined
  /** The first day that has another price, `YYYY-MM-DD`, UTC. @default never */
  readonly validTo?: string | undefined
  /** Only US dollars. @default 'USD' */
  readonly currency?: string | undefined
  /** Where the figures are from. */
  readonly source: string
}

const RATES = ['input', 'output', 'cachedInput', 'cacheWrite', 'cacheWriteLong'] as const
const NAMES: ReadonlySet<string> = new Set<keyof PriceRow>([
  ...RATES,
  ...(['model', 'longContextAbove', 'validFrom', 'validTo', 'currency', 'source'] as const),
])
const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/

/** What is wrong with a value that should be a row; `null` when nothing is. */
export function findRowProblem(value: unknown): string | null {
  if (typeof value !== 'object' || value === null) return `it is ${JSON.stringify(value)}`
  const row = value as Readonly<Record<string, unknown>>
  const unknown = Object.keys(row).find((name) => !NAMES.has(name))
  if (unknown !== undefined) return `it has "${unknown}"; expected only ${[...NAMES].join(', ')}`
  if (!isName(row.model)) return `model is ${JSON.stringify(row.model)}; expected an id`
  if (!isName(row.source)) return 'source is missing; expected where the figures are from'
  if ((row.currency ?? 'USD') !== 'USD') {
    return `currency is ${JSON.stringify(row.currency)}; expected USD`
  }
  return findRateProblem(row) ?? findDayProblem(row)
}

function findRateProblem(row: Readonly<Record<string, unknown>>): string | null {
  const isNeeded = (name: string): boolean => name === 'input' || name === 'output'
  const wrong = RATES.find((name) =>
    row[name] === undefined ? isNeeded(name) : !isRate(row[name]),
  )
  if (wrong !== undefined) {
    return `${wrong} is ${String(row[wrong])}; expected US dollars per million tokens, from 0, at most six decimals`
  }
  const above = row.longContextAbove
  if (above === undefined || (Number.isSafeInteger(above) && Number(above) > 0)) return null
  return `longContextAbove is ${String(above)}; expected a whole number of tokens`
}

function findDayProblem({ validFrom, validTo }: Readonly<Record<string, unknown>>): string | null {
  for (const day of [validFrom, validTo]) {
    if (day !== undefined && !(typeof day === 'string' && DAY.test(day))) {
      return `a day is ${JSON.stringify(day)}; expected YYYY-MM-DD`
    }
  }
  if (validFrom === undefined || validTo === undefined || String(validFrom) < String(validTo)) {
    return null
  }
  return `validFrom is ${validFrom}, validTo is ${validTo}; expected the later day as validTo`
}

function isName(value: unknown): boolean {
  return typeof value === 'string' && value !== ''
}

function isRate(value: unknown): boolean {
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) return false
  return Math.abs(value * 1e6 - Math.round(value * 1e6)) < 1e-4
}
