import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { createRow, type Row } from '../row.ts'
import { median, medianRatio, takeTurns } from '../take-turns.ts'
import type { Corpora } from './bench-store.ts'

const PARENT = fileURLToPath(new URL('./spawn-beside-store.ts', import.meta.url))

/** Spawning follows the memory of the parent: a store must not make it large. */
export async function benchParent({ large, count }: Corpora): Promise<Row[]> {
  const [empty, full] = await Promise.all([start([]), start([large])])
  const times = await takeTurns({
    rounds: 150,
    warmupRounds: 20,
    tasks: { empty: () => spawnIn(empty), full: () => spawnIn(full) },
  })
  for (const parent of [empty, full]) parent.disconnect()
  return [
    createRow({
      name: `spawn /bin/true, a store of ${count} open`,
      against: 'the same without a store',
      ratio: medianRatio(times.full, times.empty),
      limit: { atMost: 1.2 },
      detail: `${median(times.full).toFixed(2)} ms, without ${median(times.empty).toFixed(2)} ms`,
    }),
  ]
}

async function start(args: readonly string[]): Promise<ChildProcess> {
  const parent = fork(PARENT, args)
  await once(parent, 'message')
  return parent
}

async function spawnIn(parent: ChildProcess): Promise<number> {
  parent.send('spawn')
  const [elapsedMs] = (await once(parent, 'message')) as [number]
  return elapsedMs
}
