import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Row } from '../row.ts'
import { benchBacklog } from './bench-backlog.ts'
import { benchIndex } from './bench-index.ts'
import { benchList } from './bench-list.ts'
import { benchParent } from './bench-parent.ts'
import { benchQueries } from './bench-queries.ts'
import { benchRecord } from './bench-record.ts'
import { benchWriters } from './bench-writers.ts'
import { withFolder, writeCorpus } from './corpus.ts'

/** Folders with a store each. */
export interface Corpora {
  readonly small: string
  readonly middle: string
  readonly large: string
  /** How many records the largest one has. */
  readonly count: number
}

/** The store against what people would use instead, and against what its work costs at the least. */
export async function benchStore(count: number): Promise<Row[]> {
  return withFolder(async (folder) => {
    const place = (name: string, size: number): string => {
      const root = join(folder, name)
      mkdirSync(root)
      writeCorpus(root, size)
      return root
    }
    const [small, middle] = [place('small', 1_000), place('middle', 10_000)]
    const corpora: Corpora = { small, middle, large: place('large', count), count }
    const rows: Row[] = []
    for (const bench of [benchList, benchBacklog, benchQueries, benchParent, benchIndex]) {
      rows.push(...(await bench(corpora)))
    }
    rows.push(...(await benchRecord(corpora)), ...(await benchWriters(corpora)))
    return rows
  })
}
