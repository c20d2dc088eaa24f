/** What stands where a value is not known. */
const UNKNOWN = '–'

/** A number of tokens: `8,432`. Not by `toLocaleString`, whose first call loads all of ICU. */
export function formatTokens(tokens: number | null): string {
  return tokens === null ? UNKNOWN : String(tokens).replaceAll(/\B(?=(\d{3})+$)/g, ',')
}

/** A number of records: `1 record`, `1,204 records`. */
export function formatRecords(count: number): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? 'record' : 'records'}`
}

/** US dollars, to the hundredth of a cent: `$0.0007`. */
export function formatCost(usd: number | null): string {
  return usd === null ? UNKNOWN : `$${usd.toFixed(4)}`
}

/** Seconds between two times, to the tenth: `1.4`. */
export function formatSeconds(seconds: number | null): string {
  return seconds === null ? UNKNOWN : seconds.toFixed(1)
}

/** Any other value. */
export function formatValue(value: string | number | null): string {
  return value === null ? UNKNOWN : String(value)
}

/** Seconds from one ISO time to another; `null` when one of them is not known. */
export function secondsBetween(from: string | null, to: string | null): number | null {
  return from === null || to === null ? null : (Date.parse(to) - Date.parse(from)) / 1000
}
