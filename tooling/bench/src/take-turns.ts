/** Milliseconds of each thing that was measured, round by round. */
export type Times<Name extends string> = Readonly<Record<Name, readonly number[]>>

/** How {@link takeTurns} measures. */
export interface TurnsInit<Name extends string> {
  readonly rounds: number
  readonly warmupRounds: number
  /** A task that resolves to a number has measured itself, in milliseconds. */
  readonly tasks: Readonly<Record<Name, () => Promise<unknown>>>
}

/**
 * Measures several things in one run, each once a round, so that a change of the machine's mood meets them all.
 * The order turns round by round: nobody always comes after the same other.
 */
export async function takeTurns<Name extends string>(init: TurnsInit<Name>): Promise<Times<Name>> {
  const names = Object.keys(init.tasks) as Name[]
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<
    Name,
    number[]
  >
  for (let round = -init.warmupRounds; round < init.rounds; round += 1) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const start = performance.now()
      const own = await init.tasks[name]()
      const elapsed = performance.now() - start
      if (round >= 0) times[name].push(typeof own === 'number' ? own : elapsed)
    }
  }
  return times
}

/** The median of the ratios of the pairs. */
export function medianRatio(over: readonly number[], under: readonly number[]): number {
  return median(over.map((value, round) => value / (under[round] ?? Number.NaN)))
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  const middle = Math.floor(sorted.length / 2)
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[middle]]
  return ((low ?? Number.NaN) + (high ?? Number.NaN)) / 2
}
