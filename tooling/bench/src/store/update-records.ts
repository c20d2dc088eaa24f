import { setTimeout } from 'node:timers/promises'
import { openStore } from '../../../../packages/core/src/store/open-store.ts'
import { taskIdOf } from './corpus.ts'

const DURATION_MS = 1_500

/** What a writer prints. */
export interface WriterReport {
  /** How long each update took, in milliseconds. */
  readonly times: readonly number[]
  readonly elapsedMs: number
}

const [root = '', writer, start, pauseMs] = process.argv.slice(2)
const { taskDelegations } = openStore({ root })
const update = (count: number): unknown =>
  taskDelegations.update(taskIdOf(Number(writer) * 1_000 + (count % 1_000)), { priority: count })

for (let count = 0; count < 20; count += 1) update(count)
await setTimeout(Number(start) - Date.now())
const begun = performance.now()
const times: number[] = []
while (performance.now() - begun < DURATION_MS) {
  const before = performance.now()
  update(times.length)
  times.push(performance.now() - before)
  if (Number(pauseMs) > 0) await setTimeout(Number(pauseMs) * 2 * Math.random())
}
const report: WriterReport = { times, elapsedMs: performance.now() - begun }
process.stdout.write(JSON.stringify(report))
