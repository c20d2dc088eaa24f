// Writes the prices of the cost plugin out of the catalogue: `node tooling/prices/main.ts`.
import { readFileSync, writeFileSync } from 'node:fs'
import { formatPrices, readCatalog } from './src/read-catalog.ts'

const catalog = new URL('model_catalog_2026-11.csv', import.meta.url)
const prices = new URL('../../plugins/provider-cost/src/prices.json', import.meta.url)
writeFileSync(prices, formatPrices(readCatalog(readFileSync(catalog, 'utf8'))))
