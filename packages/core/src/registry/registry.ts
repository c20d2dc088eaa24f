import { isModuleNamespaceObject } from 'node:util/types'
import {
  findPluginProblem,
  findProviderProblem,
  HtmlGraphError,
  type Middleware,
  type Plugin,
  type Pricing,
  type Provider,
} from '../contract/index.ts'
import { describeThrown } from './describe-thrown.ts'
import { type Finding, findCollision, type Owners } from './find-collision.ts'
import { methodName } from './method-name.ts'

/** A plugin that is not used, and why. The others work. */
export interface PluginProblem {
  /** The package's name, or where the plugin was listed. */
  readonly plugin: string
  readonly message: string
  /** What the reader can do about it. */
  readonly hint: string | null
}

/** The plugins of one spawner. */
export interface Registry {
  readonly plugins: readonly Plugin[]
  /** By id. */
  readonly providers: ReadonlyMap<string, Provider>
  /** Of all plugins, the first outermost. */
  readonly middleware: readonly Middleware[]
  /** The price book of the first plugin that has one; `null` when none has. */
  readonly pricing: Pricing | null
  readonly problems: readonly PluginProblem[]
}

/** Something that should be a plugin. */
export interface PluginCandidate {
  /** How problems name it. */
  readonly label: string
  readonly value: unknown
}

/**
 * Makes a registry of just these plugins.
 *
 * @throws HG_PLUGIN_INVALID when one of them is no plugin of this apiVersion, or two have the same provider or
 * providers whose ids give the same spawn method, as `gpt-4` and `gpt4` do.
 */
export function createRegistry(plugins: readonly Plugin[]): Registry {
  const candidates = plugins.map((value, index) => ({
    label: nameOf(value) ?? `number ${index + 1} of the list`,
    value,
  }))
  const registry = assembleRegistry(candidates)
  const [problem] = registry.problems
  if (problem === undefined) return registry
  throw new HtmlGraphError({
    code: 'HG_PLUGIN_INVALID',
    message: `plugin ${problem.plugin} cannot be used: ${problem.message}.`,
    hint: problem.hint ?? undefined,
    details: { plugin: problem.plugin, problem: problem.message },
  })
}

/** Takes the good candidates, in order; the others become problems beside those already known. */
export function assembleRegistry(
  candidates: readonly PluginCandidate[],
  known: readonly PluginProblem[] = [],
): Registry {
  const plugins: Plugin[] = []
  const providers = new Map<string, Provider>()
  const owners: Owners = new Map()
  const problems = [...known]
  for (const { label, value } of candidates) {
    const finding = examine(value, owners)
    if (finding !== null) {
      problems.push({ plugin: label, ...finding })
      continue
    }
    const plugin = value as Plugin
    plugins.push(plugin)
    for (const provider of plugin.providers) {
      providers.set(provider.id, provider)
      owners.set(methodName(provider.id), { id: provider.id, plugin: label })
    }
  }
  const middleware = plugins.flatMap((plugin) => plugin.middleware)
  const pricing = plugins.find((plugin) => plugin.pricing)?.pricing ?? null
  return Object.freeze({ plugins, providers, middleware, pricing, problems })
}

/** A foreign value may throw at any touch, so even looking at it is guarded. */
function examine(value: unknown, owners: Owners): Finding | null {
  try {
    const message = findPluginProblem(value)
    return message === null
      ? findCollision(value as Plugin, owners)
      : { message, hint: mistakeHint(value) }
  } catch (error) {
    return { message: `it throws when it is looked at: ${describeThrown(error)}`, hint: null }
  }
}

function mistakeHint(value: unknown): string | null {
  if (isModule(value)) {
    return 'This is a whole module. Did you write `import * as plugin from …`? Write `import plugin from …`.'
  }
  if (findProviderProblem(value) !== null) return null
  return 'This is a provider. Wrap it: definePlugin({ name, providers: [provider] }).'
}

/** Bundlers make plain objects of modules. */
function isModule(value: unknown): boolean {
  return isModuleNamespaceObject(value) || Reflect.has(Object(value), 'default')
}

/** The name that a foreign value gives itself; `null` when it has none. */
export function nameOf(value: unknown): string | null {
  try {
    const name: unknown = Reflect.get(Object(value), 'name')
    return typeof name === 'string' && name !== '' ? name : null
  } catch {
    return null
  }
}
