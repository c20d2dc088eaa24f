/**
 * Spawns headless coding agents, delegates tasks to them, and keeps each delegation as one HTML file.
 *
 * @packageDocumentation
 */
export * from './contract/index.ts'
export * from './delegate/index.ts'
export * from './patterns/index.ts'
export {
  type AgentRole,
  createRegistry,
  defineConfig,
  discoverRegistry,
  findProjectRoot,
  getProvider,
  type HtmlGraphConfig,
  type HtmlGraphConfigInput,
  loadConfig,
  type PluginProblem,
  type Registry,
  resolveModel,
} from './registry/index.ts'
export { resolveExecutable, safePathEntries } from './runner/index.ts'
export * from './select/index.ts'
export {
  compose,
  type Discovered,
  defineMiddleware,
  HeadlessSpawner,
  type HeadlessSpawnerConstructor,
  type InputOf,
  type LooseInput,
  type MiddlewareBody,
  type MiddlewareCheck,
  type ProvidersOf,
  type RawOf,
  type SpawnCalls,
  type Spawner,
  type SpawnerBase,
  type SpawnerOptions,
  type SpawnMethods,
} from './spawner/index.ts'
export * from './store/index.ts'
