import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { execa } from 'execa'
import { openStore } from '../../../packages/core/src/store/open-store.ts'
import { createRow, type Row } from './row.ts'
import { openFloor } from './store/bench-queries.ts'
import { withFolder, writeCorpus } from './store/corpus.ts'
import { median, medianRatio, takeTurns } from './take-turns.ts'

const fromRoot = (path: string): string =>
  fileURLToPath(new URL(`../../../${path}`, import.meta.url))
const CLI = fromRoot('packages/cli/dist/main.js')
const PLUGIN = fromRoot('plugins/provider-cost/dist/index.js')

/** The cost plugin's share of a start, and a report over many delegations. */
export async function benchCost(count: number): Promise<Row[]> {
  if (![CLI, PLUGIN].every(existsSync)) {
    throw new Error('The packages are not built: run `npm run build` first.')
  }
  return withFolder(async (root) => {
    writeCorpus(root, count)
    return [await benchImport(), await benchReport(root, count), await benchSums(root, count)]
  })
}

const node = async (...args: readonly string[]): Promise<void> =>
  void (await execa(process.execPath, args))

async function benchImport(): Promise<Row> {
  const script = `await import(${JSON.stringify(PLUGIN)})`
  const times = await takeTurns({
    rounds: 40,
    warmupRounds: 5,
    tasks: {
      nothing: () => node('--input-type=module', '-e', '0'),
      plugin: () => node('--input-type=module', '-e', script),
    },
  })
  return createRow({
    name: 'import @htmlgraph/provider-cost',
    against: 'a module with nothing in it',
    ratio: medianRatio(times.plugin, times.nothing),
    limit: { atMost: 1.2 },
    detail: `${median(times.plugin).toFixed(1)} ms, nothing ${median(times.nothing).toFixed(1)} ms`,
  })
}

async function benchReport(root: string, count: number): Promise<Row> {
  const times = await takeTurns({
    rounds: 10,
    warmupRounds: 2,
    tasks: { nothing: () => node('-e', '0'), report: () => node(CLI, 'cost', '--root', root) },
  })
  return createRow({
    name: `htmlgraph cost of ${count}`,
    against: 'node -e 0',
    ratio: medianRatio(times.report, times.nothing),
    // 0.3 s where Node alone takes 38 ms.
    limit: { atMost: 8 },
    detail: `${median(times.report).toFixed(0)} ms, node ${median(times.nothing).toFixed(0)} ms`,
  })
}

async function benchSums(root: string, count: number): Promise<Row> {
  const [store, floor] = [openStore({ root }), openFloor(root)]
  const times = await takeTurns({
    rounds: 10,
    warmupRounds: 2,
    tasks: {
      floor: async () => floor.ask(),
      costs: async () => store.costs({ by: ['model'] }),
    },
  })
  for (const each of [store, floor]) each.close()
  return createRow({
    name: `costs by model of ${count}, with status and basis`,
    against: 'sum by model in bare SQLite, covering index',
    ratio: medianRatio(times.costs, times.floor),
    limit: null,
    detail: `${median(times.costs).toFixed(0)} ms, SQLite ${median(times.floor).toFixed(0)} ms`,
  })
}
