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
  const { registry, check } = spawner
  const start = composeSpawn(middlewares, Object.assign(spawner.spawn.bind(spawner), { check }))
  // The same registry gives the same methods, whatever their types.
  return createSpawner({ registry, check: start.check ?? check }, start) as unknown as S
}
