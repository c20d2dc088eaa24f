import { z } from 'zod'
import {
  ACCESS_LEVELS,
  type AgentResult,
  type Middleware,
  RUN_ERROR_KINDS,
  type RunErrorKind,
  type Spawn,
  type SpawnRequest,
} from '../contract/index.ts'
import { checkOptions, defineMiddleware } from '../spawner/index.ts'
import { combineResults } from './combine-results.ts'
import { type FallbackTarget, planFallback, targetSchema } from './plan-fallback.ts'

/** When {@link withFallback} lets another agent take over. */
export interface FallbackOptions {
  /** The kinds of failure that another agent may not have. @default {@link FALLBACK_KINDS} */
  readonly on?: readonly RunErrorKind[] | undefined
  /** Take over also when the first agent may have begun to act, so that both may have. @default false */
  readonly afterWorkStarted?: boolean | undefined
}

/** Limits that the caller set (budget, turns, access) and a cancelled run are theirs to lift, not another agent's. */
export const FALLBACK_KINDS: readonly RunErrorKind[] = RUN_ERROR_KINDS.filter(
  (kind) => !['permission', 'turn-limit', 'budget', 'cancelled'].includes(kind),
)

const fallbackSchema = z.object({
  targets: z.array(targetSchema).min(1),
  on: z.array(z.enum(RUN_ERROR_KINDS)).default([...FALLBACK_KINDS]),
  afterWorkStarted: z.boolean().default(false),
})

/**
 * Lets other agents take over, one after the other, when a run fails in a way that another agent may not.
 *
 * All requests are checked before the first agent starts. A target never gets more access than the run it replaces, nor
 * its variables, nor a session of another provider. The result holds every attempt, and the tokens and cost of all.
 *
 * ```ts
 * const careful = compose(spawner, withFallback(['acme', { provider: 'other', access: 'read-only' }]))
 * ```
 *
 * @throws HG_OPTION_UNKNOWN, HG_OPTION_INVALID
 */
export function withFallback(
  targets: readonly (string | FallbackTarget)[],
  options: FallbackOptions = {},
): Middleware {
  const list = Array.isArray(targets) ? targets.map(toTarget) : targets
  const rules = checkOptions(
    { ...options, targets: list },
    { subject: 'withFallback', schema: fallbackSchema },
  )
  const kinds: ReadonlySet<RunErrorKind> = new Set(rules.on)
  const isReplaceable = ({ error }: AgentResult): boolean =>
    error !== null && kinds.has(error.kind) && (rules.afterWorkStarted || !error.workStarted)
  return defineMiddleware(
    async function* (request, next) {
      const others = planOthers(request, rules.targets, next.check)
      let combined: AgentResult = yield* next(request)
      let last = combined
      for (const other of others) {
        if (!isReplaceable(last)) break
        const reason = `${last.provider} failed (${last.error?.kind}), ${other.provider} takes over: ${last.error}`
        yield { type: 'retry', attempt: combined.attempts.length + 1, delayMs: 0, reason }
        last = yield* next(other)
        combined = combineResults(combined, last)
      }
      return combined
    },
    (request, check) => {
      planOthers(request, rules.targets, check)
      return check(request)
    },
  )
}

/** The requests of those who may take over, all checked, and the one they replace as well. */
function planOthers(
  request: SpawnRequest,
  targets: readonly FallbackTarget[],
  check: Spawn['check'],
): readonly SpawnRequest[] {
  const limit = check?.(request).access ?? request.access ?? ACCESS_LEVELS[0]
  const others = planFallback(request, targets, limit)
  for (const other of others) check?.(other)
  return others
}

function toTarget(target: string | FallbackTarget): unknown {
  return typeof target === 'string' ? { provider: target } : target
}
