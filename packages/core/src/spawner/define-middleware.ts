import type { AgentResult, Middleware, RunEvent, Spawn, SpawnRequest } from '../contract/index.ts'
import { createRun } from './create-run.ts'

/** The body of a middleware: passes on the events of the runs it makes, and returns one result. */
export type MiddlewareBody = (
  request: SpawnRequest & { readonly signal: AbortSignal },
  next: Spawn,
) => AsyncGenerator<RunEvent, AgentResult, undefined>

/**
 * Makes a middleware from a generator, so that nobody builds a run by hand.
 *
 * ```ts
 * const traced = defineMiddleware(async function* (request, next) {
 *   const result = yield* next(request)
 *   console.error(request.provider, result.outcome, result.durationMs)
 *   return result
 * })
 * ```
 *
 * `request.signal` aborts when the outer run is cancelled; runs made with `next` are then cancelled too.
 */
export function defineMiddleware(body: MiddlewareBody): Middleware {
  return (next) => (request) =>
    createRun((signal) => {
      const heard: Spawn = (inner) => next({ ...inner, signal: joinSignals(inner.signal, signal) })
      return body({ ...request, signal }, heard)
    }, request.signal)
}

function joinSignals(own: AbortSignal | undefined, outer: AbortSignal): AbortSignal {
  return own === undefined || own === outer ? outer : AbortSignal.any([own, outer])
}
