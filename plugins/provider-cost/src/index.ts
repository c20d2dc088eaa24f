/** Prices for HtmlGraph: what a run cost where its CLI reports no dollars. @packageDocumentation */
import type { Plugin, Pricing } from '@htmlgraph/core/provider'
import { createPriceBook } from './price-book.ts'
import type { PriceRow } from './price-row.ts'
import rows from './prices.json' with { type: 'json' }

export { createPriceBook, type PriceBookInit } from './price-book.ts'
export type { PriceRow } from './price-row.ts'

/** The month of the data; `htmlgraph models check` says when it is old. */
const VERSION = '2026-11'

/** The prices that come with this package, of {@link PRICES_FETCHED_ON}. */
export const prices: readonly PriceRow[] = rows

/** The day on which the prices were taken from their sources, `YYYY-MM-DD`. */
export const PRICES_FETCHED_ON = '2026-11-23'

/** What {@link createCostPlugin} takes. */
export interface CostPluginInit {
  /** Rows that take the place of all of ours for the same models, or add models. @default [] */
  readonly prices?: readonly PriceRow[] | undefined
  /** Names your rows in the records they priced. @default 'project' when there are any */
  readonly version?: string | undefined
}

/**
 * The plugin with prices of your own over those of this package.
 *
 * ```ts
 * export default defineConfig({
 *   plugins: [createCostPlugin({ prices: [{ model: 'acme-1', input: 1, output: 5, source: 'our contract' }] })],
 * })
 * ```
 *
 * @throws TypeError for rows that cannot be used.
 */
export function createCostPlugin(init: CostPluginInit = {}): Plugin<readonly []> {
  const own = init.prices ?? []
  const ours = new Set(own.map(({ model }) => model))
  const version = own.length === 0 ? VERSION : `${VERSION}+${init.version ?? 'project'}`
  const all = [...own, ...prices.filter(({ model }) => !ours.has(model))]
  return pluginOf(createPriceBook({ version, rows: all }))
}

/** A plain object: what `definePlugin` brings along would cost more time than all of this package. */
function pluginOf(pricing: Pricing): Plugin<readonly []> {
  const name = '@htmlgraph/provider-cost'
  return Object.freeze({ apiVersion: 1, name, providers: [] as const, middleware: [], pricing })
}

const plugin: Plugin<readonly []> = createCostPlugin()

export default plugin
