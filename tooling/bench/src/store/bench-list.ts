import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { execa } from 'execa'
import { createRow, type Row } from '../row.ts'
import { median, medianRatio, takeTurns } from '../take-turns.ts'
import type { Corpora } from './bench-store.ts'
import { directoryOf } from './corpus.ts'
import { findRipgrep, NO_RIPGREP, searchFiles } from './ripgrep.ts'

const CLI = fileURLToPath(new URL('../../../../packages/cli/dist/main.js', import.meta.url))

/** `htmlgraph list --status failed` in a process of its own; `null` when it is not built. */
export function listFailed(root: string): (() => Promise<void>) | null {
  if (!existsSync(CLI)) return null
  return async () =>
    void (await execa(process.execPath, [CLI, 'list', '--status', 'failed', '--root', root]))
}

/** Lists one record in a hundred, in a fresh process. */
export async function benchList({ large, count }: Corpora): Promise<Row[]> {
  const name = `htmlgraph list --status failed, 1 % of ${count}`
  const toNode = { name, against: 'node -e 0', limit: { atMost: 1.3 } }
  const toRipgrep = { name, against: 'rg -l over the same files', limit: { atLeast: 15 } }
  const list = listFailed(large)
  if (list === null) {
    const detail = 'not built: run `npm run build` first'
    return [toNode, toRipgrep].map((row) => createRow({ ...row, ratio: null, detail }))
  }
  const node = async (): Promise<void> => void (await execa(process.execPath, ['-e', '0']))
  const near = await takeTurns({ rounds: 20, warmupRounds: 3, tasks: { node, list } })
  const detail = `${median(near.list).toFixed(0)} ms, node ${median(near.node).toFixed(0)} ms`
  const first = createRow({ ...toNode, ratio: medianRatio(near.list, near.node), detail })
  if (!findRipgrep()) return [first, createRow({ ...toRipgrep, ratio: null, detail: NO_RIPGREP })]
  const ripgrep = (): Promise<void> => searchFiles(directoryOf(large))
  const far = await takeTurns({ rounds: 3, warmupRounds: 1, tasks: { ripgrep, list } })
  return [
    first,
    createRow({
      ...toRipgrep,
      ratio: medianRatio(far.ripgrep, far.list),
      detail: `${median(far.list).toFixed(0)} ms, rg ${median(far.ripgrep).toFixed(0)} ms`,
    }),
  ]
}
