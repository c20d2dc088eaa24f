import * as fs from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { readRecord } from '../../../../packages/core/src/store/document/read-record.ts'
import { openStore } from '../../../../packages/core/src/store/open-store.ts'
import { createRow, type Row } from '../row.ts'
import { median, medianRatio, takeTurns } from '../take-turns.ts'
import type { Corpora } from './bench-store.ts'
import { directoryOf, recordText, taskIdOf } from './corpus.ts'

const TEXTS = 200

/** cheerio is a dependency of core. */
const require = createRequire(new URL('../../../../packages/core/package.json', import.meta.url))

/** One record: read from its text, and changed on disk. */
export async function benchRecord({ small }: Corpora): Promise<Row[]> {
  return [await benchRead(), await benchUpdate(small)]
}

async function benchRead(): Promise<Row> {
  const { load } = require('cheerio') as { load(html: string): unknown }
  const texts = Array.from({ length: TEXTS }, (_, index) => recordText(index, 1_000))
  const times = await takeTurns({
    rounds: 15,
    warmupRounds: 5,
    tasks: {
      cheerio: async () => texts.forEach((text) => void load(text)),
      record: async () => texts.forEach((text) => void readRecord(text)),
    },
  })
  const each = (name: keyof typeof times): string =>
    `${((median(times[name]) * 1_000) / TEXTS).toFixed(0)} µs`
  return createRow({
    name: `reading a record of ${texts[0]?.length} characters`,
    against: 'cheerio.load',
    ratio: medianRatio(times.cheerio, times.record),
    limit: { atLeast: 30 },
    detail: `${each('record')}, cheerio ${each('cheerio')}`,
  })
}

async function benchUpdate(root: string): Promise<Row> {
  const store = openStore({ root })
  const text = recordText(7, 1_000)
  let priority = 0
  const times = await takeTurns({
    rounds: 150,
    warmupRounds: 20,
    tasks: {
      floor: async () => replace(directoryOf(root), text),
      update: async () => store.taskDelegations.update(taskIdOf(7), { priority: ++priority }),
    },
  })
  store.close()
  return createRow({
    name: 'a durable update, its index with it',
    against: 'open, write, fdatasync, close, rename',
    ratio: medianRatio(times.update, times.floor),
    limit: { atMost: 1.4 },
    detail: `${median(times.update).toFixed(2)} ms, system calls ${median(times.floor).toFixed(2)} ms`,
  })
}

/** The least that replaces a file so that it survives a crash: no lock, no index. */
function replace(directory: string, text: string): void {
  const temporary = join(directory, '.floor.tmp')
  const descriptor = fs.openSync(temporary, 'wx', 0o600)
  fs.writeSync(descriptor, text)
  fs.fdatasyncSync(descriptor)
  fs.closeSync(descriptor)
  fs.renameSync(temporary, join(directory, '.floor.txt'))
}
