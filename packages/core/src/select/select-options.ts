import { HtmlGraphError } from '../contract/index.ts'
import { discoverRegistry, type Registry } from '../registry/index.ts'
import type { ModelOutcome } from './model-outcome.ts'
import { BudgetMode, ComplexityLevel, readChoice, TaskType } from './task-profile.ts'

type Spelled<Name extends string> = Name | (string & {})

/** What a model is selected for, and from which. */
export interface SelectOptions {
  /** A {@link TaskType}, or its name: `'code-generation'`, `'CODE_GENERATION'`. */
  readonly taskType: Spelled<TaskType>
  /** @default 'medium' */
  readonly complexity?: Spelled<ComplexityLevel> | undefined
  /** @default 'balanced' */
  readonly budgetMode?: Spelled<BudgetMode> | undefined
  /** The providers and prices to choose from. @default what discovery finds from process.cwd() */
  readonly registry?: Registry | undefined
  /** Ids of the providers that are ready; others are left out. @default all that are registered */
  readonly ready?: readonly string[] | undefined
  /** Ids of providers that shall not be asked now, as after a rate limit. @default [] */
  readonly coolingDown?: readonly string[] | undefined
  /** Tokens that the prompt and what it leads to need; models with a smaller window are left out. @default 0 */
  readonly contextTokens?: number | undefined
  /** US dollars that are left; models that are expected to cost more are left out. @default no limit */
  readonly remainingUsd?: number | undefined
  /** How tasks of this project went. @default [] */
  readonly outcomes?: readonly ModelOutcome[] | undefined
  /** @default the machine's time */
  readonly now?: Date | undefined
}

/** The same, checked and complete. */
export interface Selection {
  readonly taskType: TaskType
  readonly complexity: ComplexityLevel
  readonly budgetMode: BudgetMode
  readonly registry: Registry
  readonly ready: readonly string[] | null
  readonly coolingDown: readonly string[]
  readonly contextTokens: number
  readonly remainingUsd: number
  readonly outcomes: readonly ModelOutcome[]
  readonly now: Date
}

const NAMES: ReadonlySet<string> = new Set<keyof SelectOptions>([
  ...(['taskType', 'complexity', 'budgetMode', 'registry', 'ready', 'coolingDown'] as const),
  ...(['contextTokens', 'remainingUsd', 'outcomes', 'now'] as const),
])

/** @throws HG_OPTION_UNKNOWN, HG_OPTION_INVALID */
export function checkSelection(options: SelectOptions): Selection {
  const unknown = Object.keys(options).find((name) => !NAMES.has(name))
  if (unknown !== undefined) {
    throw new HtmlGraphError({
      code: 'HG_OPTION_UNKNOWN',
      message: `selectModel: there is no option "${unknown}"; expected ${[...NAMES].join(', ')}.`,
      details: { option: unknown },
    })
  }
  return {
    taskType: readChoice('taskType', options.taskType, TaskType),
    complexity: readChoice('complexity', options.complexity ?? 'medium', ComplexityLevel),
    budgetMode: readChoice('budgetMode', options.budgetMode ?? 'balanced', BudgetMode),
    contextTokens: readAmount('contextTokens', options.contextTokens ?? 0),
    remainingUsd:
      options.remainingUsd === undefined
        ? Number.POSITIVE_INFINITY
        : readAmount('remainingUsd', options.remainingUsd),
    ready: options.ready ?? null,
    coolingDown: options.coolingDown ?? [],
    outcomes: options.outcomes ?? [],
    now: options.now ?? new Date(),
    registry: options.registry ?? discoverRegistry({ cwd: process.cwd() }),
  }
}

function readAmount(option: string, value: number): number {
  if (typeof value === 'number' && Number.isFinite(value) && value >= 0) return value
  throw new HtmlGraphError({
    code: 'HG_OPTION_INVALID',
    message: `selectModel: ${option} is ${String(value)}; expected a number from 0.`,
    details: { option, value },
  })
}
