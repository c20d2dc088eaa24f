import type {
  AgentResult,
  Middleware,
  Run,
  RunEvent,
  RunRequest,
  Spawn,
  SpawnRequest,
} from '../contract/index.ts'
import { createRun } from './create-run.ts'

/** The body of a middleware: passes on the events of the runs it makes, and returns one result. */
export type MiddlewareBody = (
  request: SpawnRequest & { readonly signal: AbortSignal },
  next: Spawn,
) => AsyncGenerator<RunEvent, AgentResult, undefined>

/** Checks all requests that a middleware may make for one. @throws HtmlGraphError for a caller's mistake. */
export type MiddlewareCheck = (
  request: SpawnRequest,
  check: NonNullable<Spawn['check']>,
) => RunRequest

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
 *
 * @param check For a middleware that makes other requests than the one it was given. @default that one is checked
 */
export function defineMiddleware(body: MiddlewareBody, check?: MiddlewareCheck): Middleware {
  return (next) => {
    const spawn: Spawn = (request) =>
      createRun((signal) => {
        const heard = (inner: SpawnRequest): Run =>
          next({ ...inner, signal: joinSignals(inner.signal, signal) })
        return body({ ...request, signal }, Object.assign(heard, { check: next.check }))
      }, request.signal)
    return Object.assign(spawn, { check: widenCheck(next.check, check) })
  }
}

function widenCheck(inner: Spawn['check'], check: MiddlewareCheck | undefined): Spawn['check'] {
  if (inner === undefined || check === undefined) return inner
  return (request) => check(request, inner)
}

function joinSignals(own: AbortSignal | undefined, outer: AbortSignal): AbortSignal {
  return own === undefined || own === outer ? outer : AbortSignal.any([own, outer])
}
