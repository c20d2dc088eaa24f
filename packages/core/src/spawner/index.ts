export { Awaitable } from './awaitable.ts'
export { checkOptions, printValue } from './check-options.ts'
export { assertSchema, checkStructured } from './check-structured.ts'
export { LONGEST_TIMER_MS } from './common-options.ts'
export { compose } from './compose.ts'
export { defineMiddleware, type MiddlewareBody, type MiddlewareCheck } from './define-middleware.ts'
export {
  HeadlessSpawner,
  type HeadlessSpawnerConstructor,
  type Spawner,
  type SpawnerBase,
  type SpawnerOptions,
} from './headless-spawner.ts'
export type {
  Discovered,
  InputOf,
  LooseInput,
  ProviderMap,
  ProvidersOf,
  RawOf,
  SpawnCalls,
  SpawnMethods,
} from './spawn-methods.ts'
