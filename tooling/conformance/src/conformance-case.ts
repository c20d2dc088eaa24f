import type { CaseContext } from './case-context.ts'

/** One thing that must hold when the real CLI runs. */
export interface ConformanceCase {
  readonly theme: string
  /** A sentence: what the provider does. */
  readonly name: string
  run(context: CaseContext): Promise<void>
}

/** The cases of a theme, by their names. */
export function defineCases(
  theme: string,
  cases: Readonly<Record<string, ConformanceCase['run']>>,
): readonly ConformanceCase[] {
  return Object.entries(cases).map(([name, run]) => ({ theme, name, run }))
}
