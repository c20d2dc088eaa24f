/** The records that all writers count in. */
export const SHARED: readonly string[] = ['shared-0', 'shared-1', 'shared-2']

/** The text of a record with this value: of many lengths, and nothing but the value, so that a mix of two would show. */
export function textOf(value: number): string {
  return `${value} `.repeat(1 + ((value * 7_919) % 3_000))
}
