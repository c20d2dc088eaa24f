import type { Middleware, Spawn } from '../contract/index.ts'

/** Puts middlewares around a spawn, the first outermost. */
export function composeSpawn(middlewares: readonly Middleware[], spawn: Spawn): Spawn {
  return middlewares.reduceRight((next, middleware) => withCheck(middleware(next), next), spawn)
}

/** A middleware that says nothing of checks changes nothing of them. */
function withCheck(spawn: Spawn, next: Spawn): Spawn {
  if (spawn.check !== undefined) return spawn
  return Object.assign((...args: Parameters<Spawn>) => spawn(...args), { check: next.check })
}
