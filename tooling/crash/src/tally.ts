/** What was found, in words. Nothing in all of the lists is what is wanted. */
export interface Tally {
  kills: number
  acknowledged: number
  readonly torn: string[]
  readonly lost: string[]
  readonly stale: string[]
  readonly failures: string[]
}

export function createTally(): Tally {
  return { kills: 0, acknowledged: 0, torn: [], lost: [], stale: [], failures: [] }
}

/** Whether nothing is wrong. */
export function isClean({ torn, lost, stale, failures }: Tally): boolean {
  return [torn, lost, stale, failures].every((list) => list.length === 0)
}

/** The last line, with what is wrong before it. */
export function formatTally(tally: Tally): string {
  const { kills, acknowledged, torn, lost, stale, failures } = tally
  const lines = [
    ...torn.map((text) => `torn: ${text}`),
    ...lost.map((text) => `lost: ${text}`),
    ...stale.map((text) => `stale: ${text}`),
    ...failures.map((text) => `failed: ${text}`),
    `${kills} kills, ${acknowledged} acknowledged writes: ${torn.length} torn, ${lost.length} lost, ` +
      `${stale.length} stale answers, ${failures.length} failed calls`,
  ]
  return `${lines.join('\n')}\n`
}
