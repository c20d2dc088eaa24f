import type { Middleware, Spawn } from '../contract/index.ts'

/** Puts middlewares around a spawn, the first outermost. */
export function composeSpawn(middlewares: readonly Middleware[], spawn: Spawn): Spawn {
  return middlewares.reduceRight((next, middleware) => middleware(next), spawn)
}
