import { z } from 'zod'
import {
  type Plugin,
  type Run,
  type RunRequest,
  SPAWN_INPUT_KEYS,
  type Spawn,
  type SpawnRequest,
} from '../contract/index.ts'
import { createRegistry, discoverRegistry, methodName, type Registry } from '../registry/index.ts'
import { planRunDirectory } from '../runner/index.ts'
import { checkOptions } from './check-options.ts'
import { composeSpawn } from './compose-spawn.ts'
import { createRun } from './create-run.ts'
import { execute } from './execute.ts'
import { createOrphanStop } from './orphan-stop.ts'
import { type PrepareContext, prepare } from './prepare.ts'
import type {
  Discovered,
  LooseInput,
  ProvidersOf,
  SpawnCalls,
  SpawnMethods,
} from './spawn-methods.ts'

/** What a spawner is made with. */
export interface SpawnerOptions<Plugins extends readonly Plugin[] = readonly Plugin[]> {
  /** Just these plugins. @default the ones discovery finds from `cwd` */
  readonly plugins?: Plugins
  /** Where discovery begins. @default process.cwd() */
  readonly cwd?: string
  /** The environment children's are made from, by allow-list. @default process.env */
  readonly env?: NodeJS.ProcessEnv
}

/** The members that do not depend on which providers there are. */
export interface SpawnerBase {
  /** The providers, and the plugins that could not be used. */
  readonly registry: Registry
  /** Checks a request as `spawn` would, and completes it. Spawns nothing. @throws HtmlGraphError for a caller's mistake. */
  check(request: SpawnRequest): RunRequest
}

/** A spawner for these providers: `spawnAcme({ … })`, `spawn('acme', { … })`, `spawn(request)`. */
export type Spawner<Providers = unknown> = SpawnerBase &
  SpawnCalls<Providers> &
  SpawnMethods<Providers>

/** Makes a spawner around a spawn, with one method a provider. */
export function createSpawner(base: SpawnerBase, start: Spawn): Spawner {
  const spawn = (target: string | SpawnRequest, input?: LooseInput): Run =>
    startSafely(start, typeof target === 'string' ? toRequest(target, input) : target)
  const methods = [...base.registry.providers.keys()].map((id) => [
    methodName(id),
    (input: LooseInput) => spawn(id, input),
  ])
  return Object.freeze({ ...base, ...Object.fromEntries(methods), spawn }) as Spawner
}

/** A mistake always rejects, also one of a middleware that is a plain function. */
function startSafely(start: Spawn, request: SpawnRequest): Run {
  try {
    return start(request)
  } catch (error) {
    // biome-ignore lint/correctness/useYield: a run that fails before its first event.
    return createRun(async function* () {
      throw error
    })
  }
}

/** Sorts flat input into what every request has and what is the provider's own. */
function toRequest(provider: string, input: LooseInput | undefined): SpawnRequest {
  const entries = Object.entries(input ?? {})
  const isCommon = ([key]: [string, unknown]): boolean =>
    SPAWN_INPUT_KEYS.some((name) => name === key)
  return {
    ...Object.fromEntries(entries.filter(isCommon)),
    provider,
    options: Object.fromEntries(entries.filter((entry) => !isCommon(entry))),
  } as SpawnRequest
}

const spawnerOptions = z.object({
  plugins: z.array(z.unknown()).optional(),
  cwd: z.string().optional(),
  env: z.object({}).optional(),
})

function createBase(options: SpawnerOptions): { base: SpawnerBase; start: Spawn } {
  checkOptions({ ...options }, { subject: 'HeadlessSpawner', schema: spawnerOptions })
  const { plugins, cwd = process.cwd(), env = process.env } = options
  const registry = plugins === undefined ? discoverRegistry({ cwd }) : createRegistry(plugins)
  const context: PrepareContext = {
    registry,
    env,
    planDirectory: planRunDirectory,
  }
  const check = (request: SpawnRequest): RunRequest => prepare(request, context).request
  const stopOrphans = createOrphanStop()
  const spawn: Spawn = (request) =>
    createRun(async function* (signal) {
      const prepared = prepare(request, context)
      await stopOrphans()
      return yield* execute({ prepared, env, signal })
    }, request?.signal)
  const start = composeSpawn(registry.middleware, Object.assign(spawn, { check }))
  return { base: { registry, check: start.check ?? check }, start }
}

/** Makes spawners; typed by the plugins given, or by the provider packages imported. */
export interface HeadlessSpawnerConstructor {
  new (options?: SpawnerOptions & { readonly plugins?: undefined }): Spawner<Discovered>
  new <const Plugins extends readonly Plugin[]>(
    options: SpawnerOptions<Plugins>,
  ): Spawner<ProvidersOf<Plugins>>
}

/**
 * Spawns headless agents.
 *
 * ```ts
 * const spawner = new HeadlessSpawner({ plugins: [acme] })
 * const result = await spawner.spawnAcme({ prompt: 'Say hello' })
 * ```
 *
 * @throws HG_PLUGIN_INVALID when a plugin given explicitly cannot be used.
 */
export const HeadlessSpawner: HeadlessSpawnerConstructor = class {
  constructor(options: SpawnerOptions = {}) {
    const { base, start } = createBase(options)
    // biome-ignore lint/correctness/noConstructorReturn: its methods depend on the providers, so it is made, not inherited.
    return createSpawner(base, start)
  }
} as unknown as HeadlessSpawnerConstructor

/** The type of a spawner with discovered providers. */
export type HeadlessSpawner = Spawner<Discovered>
