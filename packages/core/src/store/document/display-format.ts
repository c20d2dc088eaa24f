/** `8432` as `8,432`. */
export function formatCount(count: number): string {
  return String(count).replaceAll(/\B(?=(\d{3})+$)/g, ',')
}

/** `1536` as `1.5 KiB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) return formatPlural(bytes, 'byte')
  const power = Math.min(3, Math.floor(Math.log2(bytes) / 10))
  return `${(bytes / 1024 ** power).toFixed(1)} ${['KiB', 'MiB', 'GiB'][power - 1]}`
}

/** US dollars for people: two decimals at least, more where the amount is small. */
export function formatMoney(usd: number): string {
  const decimals = usd > 0 && usd < 0.001 ? 6 : 4
  return `$${usd.toFixed(decimals).replace(/(\.\d\d\d*?)0+$/, '$1')}`
}

/** `2026-11-23T10:30:45.123Z` as `2026-11-23 10:30:45 UTC`, inside of a `time` element. */
export function formatTime(iso: string): string {
  return `<time datetime="${iso}">${iso.slice(0, 19).replace('T', ' ')} UTC</time>`
}

/** The time between two moments: `840 ms`, `12.4 s`, `14 min 3 s`, `2 h 5 min`. */
export function formatDuration(startedAt: string, completedAt: string): string {
  const ms = Math.max(0, Date.parse(completedAt) - Date.parse(startedAt))
  if (ms < 1000) return `${ms} ms`
  if (ms < 60_000) return `${(Math.floor(ms / 100) / 10).toFixed(1)} s`
  const seconds = Math.floor(ms / 1000)
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

/** `in-progress` as `In progress`. */
export function formatWord(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1).replaceAll('-', ' ')
}

/** A number of things: `1 attempt`, `2 attempts`. */
export function formatPlural(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`
}
