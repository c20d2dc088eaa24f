import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { execa } from 'execa'
import { createRow, type Row } from './row.ts'
import { median, medianRatio, takeTurns } from './take-turns.ts'

const CLI = fileURLToPath(new URL('../../../packages/cli/dist/main.js', import.meta.url))

/** Starts the `htmlgraph` command against starting Node alone. */
export async function benchCli(): Promise<Row[]> {
  const row = { name: 'htmlgraph --version', against: 'node -e 0', limit: { atMost: 1.25 } }
  if (!existsSync(CLI)) {
    return [createRow({ ...row, ratio: null, detail: 'not built: run `npm run build` first' })]
  }
  const times = await takeTurns({
    rounds: 60,
    warmupRounds: 5,
    tasks: {
      node: async () => void (await execa(process.execPath, ['-e', '0'])),
      cli: async () => void (await execa(process.execPath, [CLI, '--version'])),
    },
  })
  const detail = `${median(times.cli).toFixed(1)} ms, node ${median(times.node).toFixed(1)} ms`
  return [createRow({ ...row, ratio: medianRatio(times.cli, times.node), detail })]
}
