import type { CaseContext } from './case-context.ts'

/** One thing that must hold when the real CLI runs. */
export interface ConformanceCase<Context extends CaseContext = CaseContext> {
  readonly theme: string
  /** A sentence: what the provider does. */
  readonly name: string
  run(context: Context): Promise<void>
}

/** The cases of a theme, by their names. */
export function defineCases<Context extends CaseContext = CaseContext>(
  theme: string,
  cases: Readonly<Record<string, (context: Context) => Promise<void>>>,
): readonly ConformanceCase<Context>[] {
  return Object.entries(cases).map(([name, run]) => ({ theme, name, run }))
}
