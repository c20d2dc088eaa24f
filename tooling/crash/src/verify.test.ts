import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { openStore, type Store } from '@htmlgraph/core/store'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { SHARED, textOf } from './crash-records.ts'
import { type Entry, note, readHistory } from './history.ts'
import { createTally, formatTally, isClean, type Tally } from './tally.ts'
import { verifyAll, verifyWriter } from './verify.ts'

let folder: string
let store: Store

beforeEach(() => {
  folder = fs.mkdtempSync(join(tmpdir(), 'htmlgraph-verify-'))
  store = openStore({ root: folder })
  for (const taskId of SHARED) store.taskDelegations.create({ taskId })
  put('w-0', 1)
})

afterEach(() => {
  store.close()
  fs.rmSync(folder, { recursive: true, force: true })
})

const put = (taskId: string, value: number): unknown =>
  store.taskDelegations.create({ taskId, priority: value, output: textOf(value) })

const ok = { ok: true } as const

function verify(...entries: readonly Entry[]): Tally {
  const path = join(folder, 'history')
  fs.writeFileSync(path, '')
  for (const entry of entries) note(path, entry)
  fs.appendFileSync(path, '{"invoke":"put","id":"w-')
  const tally = createTally()
  const expectation = readHistory(path)
  verifyWriter(store, expectation, tally)
  verifyAll(store, new Map([['w', expectation]]), tally)
  return tally
}

const written: readonly Entry[] = [{ invoke: 'put', id: 'w-0', value: 1 }, ok]

it('is content with what was acknowledged, and with what may or may not have happened', () => {
  const tally = verify(...written, { invoke: 'delete', id: 'w-0' })
  expect([isClean(tally), tally.acknowledged]).toEqual([true, 1])
  store.taskDelegations.delete('w-0')
  expect(isClean(verify(...written, { invoke: 'delete', id: 'w-0' }))).toBe(true)
  expect(formatTally(createTally())).toBe(
    '0 kills, 0 acknowledged writes: 0 torn, 0 lost, 0 stale answers, 0 failed calls\n',
  )
})

it.each<[string, () => unknown, readonly Entry[], Partial<Tally>]>([
  [
    'a write that is lost',
    () => {},
    [...written, { invoke: 'put', id: 'w-0', value: 2 }, ok],
    { lost: ['w-0 is 1, not 2'] },
  ],
  [
    'a delete that is lost',
    () => {},
    [...written, { invoke: 'delete', id: 'w-0' }, ok],
    { lost: ['w-0 is 1, not '] },
  ],
  [
    'a record that was never written',
    () => put('w-1', 3),
    [...written, { invoke: 'put', id: 'w-1', value: 2 }],
    { lost: ['w-1 is 3, not  or 2'] },
  ],
  [
    'a count that another one went over',
    () => store.taskDelegations.update('shared-0', { priority: 1, properties: { w: 2 } }),
    [...written, { invoke: 'count', id: 'shared-0' }, ok],
    {
      lost: ['shared-0 is 1, its parts are 2', 'w counted 1 to 1 times in shared-0, which says 2'],
    },
  ],
  [
    'an answer that its own writer found wrong',
    () => {},
    [...written, { stale: 'w-0 is null' }],
    { stale: ['w-0 is null'] },
  ],
  ['a call that threw', () => {}, [...written, { failed: 'put w-0' }], { failures: ['put w-0'] }],
])('finds %s', (_, prepare, entries, found) => {
  prepare()
  expect(verify(...entries)).toMatchObject(found)
})

it('finds a file that is torn, and one that mixes two states', () => {
  const path = store.pathOf('w-0')
  const text = fs.readFileSync(path, 'utf8')
  fs.writeFileSync(path, text.slice(0, -30))
  expect(verify(...written).torn[0]).toBe('w-0 has no end')
  fs.writeFileSync(path, text.replace('data-priority="1"', 'data-priority="2"'))
  expect(verify(...written).torn[0]).toBe('w-0 mixes 2 with another text')
})

it('finds an index that tells of another state', () => {
  // Of a file that has just been changed the index is not trusted.
  fs.utimesSync(store.pathOf('w-0'), 1, 1)
  expect(store.taskDelegations.count({}, { strict: true })).toBe(4)
  const index = new DatabaseSync(join(folder, '.htmlgraph', 'index.sqlite'))
  index.exec("UPDATE nodes SET priority = 9 WHERE id = 'w-0'")
  index.close()
  expect(verify(...written).stale).toEqual([
    'w-0 is 1, and 9 to another process',
    'the index tells of 4 records, the files of 4',
  ])
})
