import { HtmlGraphError, nameHint } from '../contract/index.ts'

/** What kind of work a task is. */
export const TaskType = {
  CODE_GENERATION: 'code-generation',
  CODE_REVIEW: 'code-review',
  DEBUGGING: 'debugging',
  DOCUMENTATION: 'documentation',
  ARCHITECTURE: 'architecture',
  TESTING: 'testing',
  REFACTORING: 'refactoring',
} as const
/** A value of {@link TaskType}. */
export type TaskType = (typeof TaskType)[keyof typeof TaskType]

/** How hard a task is. */
export const ComplexityLevel = { LOW: 'low', MEDIUM: 'medium', HIGH: 'high' } as const
/** A value of {@link ComplexityLevel}. */
export type ComplexityLevel = (typeof ComplexityLevel)[keyof typeof ComplexityLevel]

/** What matters more, money or quality. */
export const BudgetMode = {
  COST_OPTIMIZED: 'cost-optimized',
  BALANCED: 'balanced',
  QUALITY_FOCUSED: 'quality-focused',
} as const
/** A value of {@link BudgetMode}. */
export type BudgetMode = (typeof BudgetMode)[keyof typeof BudgetMode]

/**
 * One of `values`, however it is written: `code-generation`, `CODE_GENERATION`.
 *
 * @throws HG_OPTION_INVALID with the names that are valid.
 */
export function readChoice<Value extends string>(
  option: string,
  given: unknown,
  values: Readonly<Record<string, Value>>,
): Value {
  const name = typeof given === 'string' ? given.toLowerCase().replaceAll('_', '-') : null
  const valid = Object.values(values)
  const found = valid.find((value) => value === name)
  if (found !== undefined) return found
  throw new HtmlGraphError({
    code: 'HG_OPTION_INVALID',
    message: `selectModel: ${option} is ${JSON.stringify(given)}; expected ${valid.join(', ')}.`,
    hint: name === null ? undefined : nameHint(name, valid),
    details: { option, value: given, valid },
  })
}
