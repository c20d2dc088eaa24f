import type { Pricing } from './pricing.ts'
import type { Provider } from './provider.ts'
import type { Middleware } from './run.ts'

/** The contract's version. A plugin of another one is disabled. */
export const API_VERSION = 1

/** What a provider package default-exports. */
export interface Plugin<Providers extends readonly Provider[] = readonly Provider[]> {
  readonly apiVersion: typeof API_VERSION
  /** The package's name, for messages. */
  readonly name: string
  readonly providers: Providers
  /** Put around every spawn of a spawner that loads this plugin, the first outermost. */
  readonly middleware: readonly Middleware[]
  /** Prices what CLIs report no cost for; of several plugins with one, the first is asked. @default null */
  readonly pricing?: Pricing | null | undefined
}

/**
 * The providers that discovery finds, for types. A provider package adds itself:
 *
 * ```ts
 * declare module '@htmlgraph/core/provider' {
 *   interface DiscoveredProviders { acme: typeof acme }
 * }
 * ```
 */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging.
export interface DiscoveredProviders {}
