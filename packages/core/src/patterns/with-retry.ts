import { z } from 'zod'
import type { AgentResult, Middleware } from '../contract/index.ts'
import { checkOptions, defineMiddleware, LONGEST_TIMER_MS } from '../spawner/index.ts'
import { type Clock, SYSTEM_CLOCK } from './clock.ts'
import { combineResults } from './combine-results.ts'

/** When and how often {@link withRetry} repeats a run. Times are in milliseconds. */
export interface RetryOptions {
  /** Most runs in all, the first included. @default 3 */
  readonly attempts?: number | undefined
  /** Longest wait before the second run; it doubles with each further one. @default 1_000 */
  readonly baseDelayMs?: number | undefined
  /** Longest wait of our own. @default 60_000 */
  readonly maxDelayMs?: number | undefined
  /** Longest wait that the other side may ask for; when it asks for more, the failure stands. @default 300_000 */
  readonly maxRetryAfterMs?: number | undefined
  /** Repeat also when the agent may have begun to act, so that it may act twice. @default false */
  readonly afterWorkStarted?: boolean | undefined
  /** @default the machine's */
  readonly clock?: Clock | undefined
}

type RetryRules = { readonly [Name in keyof RetryOptions]-?: NonNullable<RetryOptions[Name]> }

const duration = z.number().int().min(0).max(LONGEST_TIMER_MS)
const retryOptions: z.ZodType<RetryRules> & { readonly shape: Readonly<Record<string, unknown>> } =
  z.object({
    attempts: z.number().int().min(1).default(3),
    baseDelayMs: duration.default(1_000),
    maxDelayMs: duration.default(60_000),
    maxRetryAfterMs: duration.default(300_000),
    afterWorkStarted: z.boolean().default(false),
    clock: z
      .custom<Clock>((value) => typeof value === 'object' && value !== null)
      .default(SYSTEM_CLOCK),
  })

/**
 * Repeats runs that failed for a reason that goes away by itself: a rate limit, an overloaded API, the network.
 *
 * A wait is random, up to a bound that doubles with each one, or what the other side asked for. A rate limit pauses its
 * provider for all runs through this middleware. The result holds every attempt, and the tokens and cost of all.
 *
 * ```ts
 * const patient = compose(spawner, withRetry({ attempts: 5 }))
 * ```
 *
 * @throws HG_OPTION_UNKNOWN, HG_OPTION_INVALID
 */
export function withRetry(options: RetryOptions = {}): Middleware {
  const rules = checkOptions({ ...options }, { subject: 'withRetry', schema: retryOptions })
  const { clock } = rules
  /** By provider: when it may be asked again, by the clock. */
  const pauses = new Map<string, number>()
  return defineMiddleware(async function* (request, next) {
    const { provider, signal } = request
    let combined: AgentResult | null = null
    for (let attempt = 1; ; attempt += 1) {
      const pauseMs = (pauses.get(provider) ?? 0) - clock.now()
      if (pauseMs > 0) await clock.sleep(pauseMs, signal)
      const result: AgentResult = yield* next(request)
      combined = combineResults(combined, result)
      const delayMs = attempt < rules.attempts ? delayAfter(result, attempt, rules) : null
      if (delayMs === null) return combined
      yield { type: 'retry', attempt: attempt + 1, delayMs, reason: String(result.error) }
      if (result.error?.kind === 'rate-limit') pauses.set(provider, clock.now() + delayMs)
      else await clock.sleep(delayMs, signal)
    }
  })
}

/** How long to wait before the next run; `null` when there shall be none. */
function delayAfter({ error }: AgentResult, attempt: number, rules: RetryRules): number | null {
  if (error === null || !error.retryable) return null
  if (error.workStarted && !rules.afterWorkStarted) return null
  const bound = Math.min(rules.maxDelayMs, rules.baseDelayMs * 2 ** (attempt - 1))
  const jitterMs = Math.round(bound * rules.clock.random())
  if (error.retryAfterMs === null) return jitterMs
  // Not all at the same moment: whoever was turned away together would come back together.
  return error.retryAfterMs > rules.maxRetryAfterMs ? null : error.retryAfterMs + jitterMs
}
