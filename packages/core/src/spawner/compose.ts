import type { Middleware, Spawn } from '../contract/index.ts'
import { composeSpawn } from './compose-spawn.ts'
import { createSpawner, type SpawnerBase } from './headless-spawner.ts'

/**
 * Puts middlewares around a spawner, the first outermost. Gives a spawner of the same type.
 *
 * ```ts
 * const careful = compose(spawner, withFallback([…]), withRetry({ … }))
 * ```
 */
export function compose<S extends SpawnerBase & { readonly spawn: Spawn }>(
  spawner: S,
  ...middlewares: readonly Middleware[]
): S {
  const base = { registry: spawner.registry, check: spawner.check }
  // The same registry gives the same methods, whatever their types.
  return createSpawner(base, composeSpawn(middlewares, spawner.spawn)) as unknown as S
}
