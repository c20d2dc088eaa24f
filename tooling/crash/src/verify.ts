import type { Store } from '@htmlgraph/core/store'
import { SHARED, textOf } from './crash-records.ts'
import type { Expectation } from './history.ts'
import { idsIn, type NaiveRecord, readNaively } from './naive-records.ts'
import type { Tally } from './tally.ts'

/** Compares the records of a writer that is dead with what it had noted: the files, and what a store of another process says. */
export function verifyWriter(
  { taskDelegations, directory }: Store,
  { own, acknowledged, stale, failures }: Expectation,
  tally: Tally,
): void {
  tally.acknowledged += acknowledged
  tally.stale.push(...stale)
  tally.failures.push(...failures)
  for (const [id, wanted] of own) {
    const record = readNaively(directory, id)
    if (typeof record === 'string') {
      tally.torn.push(record)
      continue
    }
    verifyText(record, tally)
    const value = record?.priority ?? null
    if (!wanted.includes(value)) tally.lost.push(`${id} is ${value}, not ${wanted.join(' or ')}`)
    const [row] = taskDelegations.select(['priority'], { taskId: id })
    const told = row?.priority ?? null
    if (told !== value) tally.stale.push(`${id} is ${value}, and ${told} to another process`)
  }
}

/** Compares the whole store with all histories. Nobody may be writing. */
export function verifyAll(
  store: Store,
  expectations: ReadonlyMap<string, Expectation>,
  tally: Tally,
): void {
  const { directory, taskDelegations } = store
  const records = idsIn(directory).map((id) => readNaively(directory, id))
  for (const record of records) {
    if (typeof record === 'string') tally.torn.push(record)
    else verifyText(record, tally)
  }
  const whole = records.filter((record) => record !== null && typeof record !== 'string')
  for (const id of SHARED) verifyShared(whole, id, { expectations, tally })
  const told = taskDelegations.select(['taskId', 'priority'], {}, { sort: 'taskId' })
  const wanted = whole.toSorted((one, other) => (one.id < other.id ? -1 : 1))
  if (
    JSON.stringify(told.map(({ taskId, priority }) => [taskId, priority])) !==
    JSON.stringify(wanted.map(({ id, priority }) => [id, priority]))
  ) {
    tally.stale.push(`the index tells of ${told.length} records, the files of ${wanted.length}`)
  }
  for (const { kind, file, reason } of store.check({ strict: true }).findings) {
    tally.torn.push(`${kind} ${file}: ${reason}`)
  }
}

/** Each writer's count is what it noted, and all of them are the sum: no change went over another one. */
function verifyShared(
  records: readonly NaiveRecord[],
  id: string,
  { expectations, tally }: { expectations: ReadonlyMap<string, Expectation>; tally: Tally },
): void {
  const record = records.find((each) => each.id === id)
  const properties = record?.properties ?? {}
  const sum = Object.values(properties).reduce((total, count) => total + count, 0)
  if (record?.priority !== sum)
    tally.lost.push(`${id} is ${record?.priority}, its parts are ${sum}`)
  for (const [name, { counts }] of expectations) {
    const { least, most } = counts.get(id) ?? { least: 0, most: 0 }
    const count = properties[name] ?? 0
    if (count < least || count > most) {
      tally.lost.push(`${name} counted ${least} to ${most} times in ${id}, which says ${count}`)
    }
  }
}

function verifyText(record: NaiveRecord | null, tally: Tally): void {
  if (record === null || SHARED.includes(record.id)) return
  if (record.output !== textOf(record.priority)) {
    tally.torn.push(`${record.id} mixes ${record.priority} with another text`)
  }
}
