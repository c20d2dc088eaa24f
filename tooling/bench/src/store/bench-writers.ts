import { fileURLToPath } from 'node:url'
import { execa } from 'execa'
import { createRow, type Row } from '../row.ts'
import { median, medianRatio, takeTurns } from '../take-turns.ts'
import type { Corpora } from './bench-store.ts'
import type { WriterReport } from './update-records.ts'

const WRITERS = 8
const WRITER = fileURLToPath(new URL('./update-records.ts', import.meta.url))

/** Processes that all change records of one store. How long one waits is absolute, and so only informs. */
export async function benchWriters({ middle }: Corpora): Promise<Row[]> {
  const saturated: WriterReport[] = []
  const times = await takeTurns({
    rounds: 3,
    warmupRounds: 0,
    tasks: {
      one: async () => rateOf(await write(middle, 1, 0)),
      many: async () => {
        const reports = await write(middle, WRITERS, 0)
        saturated.push(...reports)
        return rateOf(reports)
      },
    },
  })
  const pauseMs = (2 * WRITERS * 1_000) / median(times.many)
  const half = await write(middle, WRITERS, pauseMs)
  const waits = [
    { load: 'saturated', reports: saturated, limitMs: 50 },
    { load: 'at half load', reports: half, limitMs: 5 },
  ]
  return [
    createRow({
      name: `updates of ${WRITERS} processes together`,
      against: 'those of one',
      ratio: medianRatio(times.many, times.one),
      limit: { atLeast: 0.5 },
      detail: `${median(times.many).toFixed(0)} a second, one ${median(times.one).toFixed(0)}`,
    }),
    ...waits.map(({ load, reports, limitMs }) => {
      const p99 = percentile(
        reports.flatMap(({ times: own }) => own),
        0.99,
      )
      return createRow({
        name: `the slowest hundredth of them, ${load}`,
        against: `${limitMs} ms`,
        ratio: p99 / limitMs,
        limit: null,
        detail: `${p99.toFixed(1)} ms`,
      })
    }),
  ]
}

async function write(root: string, count: number, pauseMs: number): Promise<WriterReport[]> {
  // They begin together, when the slowest has started.
  const start = Date.now() + 700 + count * 250
  const writers = Array.from({ length: count }, async (_, index) => {
    const args = [WRITER, root, String(index), String(start), String(pauseMs)]
    return JSON.parse((await execa(process.execPath, args)).stdout) as WriterReport
  })
  return Promise.all(writers)
}

/** Updates a second, of all of them. */
function rateOf(reports: readonly WriterReport[]): number {
  return reports.reduce((sum, { times, elapsedMs }) => sum + times.length / (elapsedMs / 1_000), 0)
}

function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.floor(sorted.length * part)] ?? Number.NaN
}
