import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { openStore } from '../../../../packages/core/src/store/open-store.ts'
import { createRow, type Row } from '../row.ts'
import { median, medianRatio, takeTurns } from '../take-turns.ts'
import type { Corpora } from './bench-store.ts'
import { RARE_AGENT, RARE_COUNT } from './corpus.ts'

/** Questions to an open store, in process. */
export async function benchQueries({ small, large, count }: Corpora): Promise<Row[]> {
  const [few, many] = [openStore({ root: small }), openStore({ root: large })]
  const floor = openFloor(large)
  const find = (store: typeof few) => async () => {
    const { length } = store.taskDelegations.where({ agent: RARE_AGENT })
    if (length !== RARE_COUNT) throw new Error(`${length} records were found.`)
  }
  const where = await takeTurns({
    rounds: 60,
    warmupRounds: 10,
    tasks: { few: find(few), many: find(many) },
  })
  const sums = await takeTurns({
    rounds: 10,
    warmupRounds: 2,
    tasks: {
      floor: async () => floor.ask(),
      store: async () => many.taskDelegations.groupBy('model', { sum: ['cost'] }),
    },
  })
  for (const each of [few, many, floor]) each.close()
  return [
    createRow({
      name: `where of ${count} → ${RARE_COUNT}, their files read`,
      against: 'the same of 1000',
      ratio: medianRatio(where.many, where.few),
      limit: { atMost: 2 },
      detail: `${median(where.many).toFixed(1)} ms, of 1000 ${median(where.few).toFixed(1)} ms`,
    }),
    createRow({
      name: `sum of cost by model of ${count}`,
      against: 'bare SQLite, covering index',
      ratio: medianRatio(sums.store, sums.floor),
      limit: { atMost: 4 },
      detail: `${median(sums.store).toFixed(1)} ms, SQLite ${median(sums.floor).toFixed(1)} ms`,
    }),
  ]
}

/** A table with nothing but what is asked for, filled from the store's index. */
export function openFloor(root: string): { ask(): unknown; close(): void } {
  const database = new DatabaseSync(join(root, 'floor.sqlite'))
  const index = join(root, '.htmlgraph', 'index.sqlite')
  database.prepare('ATTACH ? AS store').run(index)
  database.exec('CREATE TABLE costs AS SELECT model, cost FROM store.nodes')
  database.exec('DETACH store; CREATE INDEX by_model ON costs (model, cost)')
  const query = database.prepare('SELECT model, count(*), sum(cost) FROM costs GROUP BY model')
  return { ask: () => query.all(), close: () => database.close() }
}
