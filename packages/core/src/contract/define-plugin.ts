import { findProviderProblem, quote } from './define-provider.ts'
import { HtmlGraphError } from './html-graph-error.ts'
import { API_VERSION, type Plugin } from './plugin.ts'
import type { Pricing } from './pricing.ts'
import type { Provider } from './provider.ts'
import type { Middleware } from './run.ts'

/** What {@link definePlugin} takes. */
export interface PluginInit<Providers extends readonly Provider[]> {
  readonly name: string
  /** @default [] */
  readonly providers?: Providers
  /** @default [] */
  readonly middleware?: readonly Middleware[]
  /** @default null */
  readonly pricing?: Pricing | null
}

/**
 * Makes the default export of a provider package.
 *
 * ```ts
 * export default definePlugin({ name: 'htmlgraph-provider-acme', providers: [acme] })
 * ```
 *
 * @throws HG_PROVIDER_INVALID when the plugin or one of its providers is not as the contract asks.
 */
export function definePlugin<const Providers extends readonly Provider[] = readonly []>(
  init: PluginInit<Providers>,
): Plugin<Providers> {
  const plugin = {
    apiVersion: API_VERSION,
    name: init.name,
    // Absent is typed by the default of `Providers`, which is this empty list.
    providers: init.providers ?? ([] as unknown as Providers),
    middleware: init.middleware ?? [],
    pricing: init.pricing ?? null,
  } as const
  const problem = findPluginProblem(plugin)
  if (problem === null) return Object.freeze(plugin)
  throw new HtmlGraphError({
    code: 'HG_PROVIDER_INVALID',
    message: `definePlugin: the plugin ${quote(init.name)} cannot be used: ${problem}.`,
    details: { plugin: init.name, problem },
  })
}

/** What is wrong with a value that should be a plugin; `null` when nothing is. */
export function findPluginProblem(value: unknown): string | null {
  if (typeof value !== 'object' || value === null)
    return `it exports ${typeof value}; expected a plugin`
  const plugin = value as Partial<Record<keyof Plugin, unknown>>
  if (plugin.apiVersion !== API_VERSION) {
    return `its apiVersion is ${quote(plugin.apiVersion)}; expected ${API_VERSION}`
  }
  if (typeof plugin.name !== 'string' || plugin.name === '') return 'it has no name'
  if (!Array.isArray(plugin.providers)) return 'providers is not a list'
  if (!Array.isArray(plugin.middleware)) return 'middleware is not a list'
  const { pricing } = plugin as { pricing?: Partial<Pricing> | null }
  if (pricing && (typeof pricing.findRates !== 'function' || typeof pricing.version !== 'string')) {
    return 'pricing has no version or no findRates'
  }
  return plugin.providers.map(findProviderProblem).find((problem) => problem !== null) ?? null
}
