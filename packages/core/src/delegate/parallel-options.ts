import { z } from 'zod'
import { checkOptions } from '../spawner/index.ts'
import type { DelegationListener } from './live-delegation.ts'

/** A handful: agents mostly wait for their model, but each takes some 100 to 400 MB of memory. */
const DEFAULT_CONCURRENCY = 4

/** How several tasks are run. */
export interface ParallelOptions {
  /** How many agents may run at the same time. @default 4 */
  readonly concurrency?: number | undefined
  /** Aborting it cancels what runs and what has not begun. */
  readonly signal?: AbortSignal | undefined
  /** Hears the events of all runs. */
  readonly onEvent?: DelegationListener | undefined
}

/** The same, completed. */
export interface CompleteParallelOptions {
  readonly concurrency: number
  readonly signal?: AbortSignal | undefined
  readonly onEvent?: DelegationListener | undefined
}

const schema: z.ZodType<CompleteParallelOptions> & {
  readonly shape: Readonly<Record<string, unknown>>
} = z.object({
  concurrency: z.number().int().positive().default(DEFAULT_CONCURRENCY),
  signal: z.instanceof(AbortSignal).optional(),
  onEvent: z.custom<DelegationListener>((value) => typeof value === 'function').optional(),
})

/** @throws HG_OPTION_UNKNOWN, HG_OPTION_INVALID */
export function checkParallelOptions(options: ParallelOptions): CompleteParallelOptions {
  return checkOptions({ ...options }, { subject: 'parallelDelegate', schema })
}
