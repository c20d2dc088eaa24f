import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { execa } from 'execa'
import { openStore } from '../../../../packages/core/src/store/open-store.ts'
import { createRow, type Row } from '../row.ts'
import { median, medianRatio, takeTurns } from '../take-turns.ts'
import type { Corpora } from './bench-store.ts'
import { directoryOf } from './corpus.ts'
import { findRipgrep, NO_RIPGREP, searchFiles } from './ripgrep.ts'

/** Finding every edit in place, and making the index anew. */
export async function benchIndex({ large, count }: Corpora): Promise<Row[]> {
  const git = await prepareGit(large)
  const strict = await takeTurns({
    rounds: 3,
    warmupRounds: 1,
    tasks: { git, open: async () => countRecords(large, count) },
  })
  const open = createRow({
    name: `strict open of ${count}`,
    against: 'git status',
    ratio: medianRatio(strict.open, strict.git),
    limit: { atMost: 1.5 },
    detail: `${median(strict.open).toFixed(0)} ms, git ${median(strict.git).toFixed(0)} ms`,
  })
  const row = { name: `the index of ${count} made anew`, against: 'rg -l', limit: { atMost: 2 } }
  if (!findRipgrep()) return [open, createRow({ ...row, ratio: null, detail: NO_RIPGREP })]
  const made = await takeTurns({
    rounds: 1,
    warmupRounds: 0,
    tasks: {
      ripgrep: () => searchFiles(directoryOf(large)),
      rebuild: async () => {
        for (const ending of ['', '-wal', '-shm']) {
          rmSync(join(large, '.htmlgraph', `index.sqlite${ending}`), { force: true })
        }
        countRecords(large, count)
      },
    },
  })
  const detail = `${median(made.rebuild).toFixed(0)} ms, rg ${median(made.ripgrep).toFixed(0)} ms`
  return [open, createRow({ ...row, ratio: medianRatio(made.rebuild, made.ripgrep), detail })]
}

function countRecords(root: string, count: number): void {
  const store = openStore({ root })
  const found = store.taskDelegations.count({}, { strict: true })
  store.close()
  if (found !== count) throw new Error(`${found} of ${count} records were found.`)
}

/** Has git know all files as committed. Their contents need not be stored for `git status`. */
async function prepareGit(root: string): Promise<() => Promise<void>> {
  const git = async (args: readonly string[], input = ''): Promise<string> => {
    const identity = ['-c', 'user.name=bench', '-c', 'user.email=bench@localhost']
    return (await execa('git', [...identity, ...args], { cwd: directoryOf(root), input })).stdout
  }
  await git(['init', '--quiet'])
  const names = await git(['ls-files', '--others', '--exclude-standard'])
  await git(['update-index', '--add', '--info-only', '--stdin'], names)
  const tree = await git(['write-tree', '--missing-ok'])
  await git(['update-ref', 'HEAD', await git(['commit-tree', tree], 'all')])
  return async () => {
    const changes = await git(['status', '--porcelain'])
    if (changes !== '') throw new Error(`git sees changes: ${changes.slice(0, 100)}`)
  }
}
