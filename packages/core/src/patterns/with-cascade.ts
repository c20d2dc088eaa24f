import { z } from 'zod'
import {
  ACCESS_LEVELS,
  type AgentResult,
  type Middleware,
  type Spawn,
  type SpawnRequest,
} from '../contract/index.ts'
import { checkOptions, defineMiddleware } from '../spawner/index.ts'
import { verifyResult } from './apply-verification.ts'
import { combineResults } from './combine-results.ts'
import { type FallbackTarget, planFallback, targetSchema } from './plan-fallback.ts'
import { prepareCheck, type Verify } from './verify.ts'

/** How {@link withCascade} tells whether a cheaper model was good enough. */
export interface CascadeOptions {
  /** One check or several, all of which must pass. */
  readonly verify: Verify | readonly Verify[]
}

const cascadeSchema = z.object({ targets: z.array(targetSchema).min(1), verify: z.unknown() })

/**
 * Lets the first model try, and a better one only when a check says that the task is not done. Each attempt is kept, and
 * the tokens and cost of all are added.
 *
 * ```ts
 * const thrifty = compose(
 *   spawner,
 *   withCascade([{ provider: 'acme', model: 'small' }, { provider: 'acme', model: 'large' }], { verify: { command: 'npm test' } }),
 * )
 * ```
 *
 * A run that fails by itself, or is cancelled, ends the cascade: `withFallback` is for those. The targets take the place
 * of the request's provider and model; none gets more access than the request.
 *
 * @throws HG_OPTION_UNKNOWN, HG_OPTION_INVALID
 */
export function withCascade(
  targets: readonly (string | FallbackTarget)[],
  options: CascadeOptions,
): Middleware {
  const list = targets.map((target) => (typeof target === 'string' ? { provider: target } : target))
  const rules = checkOptions(
    { ...options, targets: list },
    { subject: 'withCascade', schema: cascadeSchema },
  )
  const { verify } = options
  const checks = (Array.isArray(verify) ? verify : [verify]).map((each: Verify) =>
    prepareCheck(each),
  )
  return defineMiddleware(
    async function* (request, next) {
      let combined: AgentResult | null = null
      for (const step of planSteps(request, rules.targets, next.check)) {
        if (combined !== null) {
          const reason = `${combined.provider} was not good enough, ${step.provider} tries: ${combined.error}`
          yield { type: 'retry', attempt: combined.attempts.length + 1, delayMs: 0, reason }
        }
        const last: AgentResult = yield* next(step)
        const verified = await verifyResult(last, { ...step, signal: request.signal }, checks)
        combined = combineResults(combined, verified)
        if (verified.error?.kind !== 'verification') break
      }
      if (combined === null) throw new Error('a cascade has at least one step')
      return combined
    },
    (request, check) => {
      const [first = request] = planSteps(request, rules.targets, check)
      return check(first)
    },
  )
}

function planSteps(
  request: SpawnRequest,
  targets: readonly FallbackTarget[],
  check: Spawn['check'],
): readonly SpawnRequest[] {
  const limit = check?.(request).access ?? request.access ?? ACCESS_LEVELS[0]
  const steps = planFallback(request, targets, limit)
  for (const step of steps) check?.(step)
  return steps
}
