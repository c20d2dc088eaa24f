import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStore, type Store } from '../open-store.ts'

let root: string
let store: Store
let path: string

beforeEach(() => {
  root = fs.mkdtempSync(join(tmpdir(), 'htmlgraph-reindex-'))
  path = join(root, '.htmlgraph', 'index.sqlite')
  store = openStore({ root })
})

afterEach(() => {
  store.close()
  fs.rmSync(root, { recursive: true, force: true })
})

const WHOLE = { collections: [{ name: 'task-delegations', nodes: 2, leftOut: [] }] }

function createTwo(): void {
  store.taskDelegations.create({ taskId: 'a', prompt: 'paint the shed', dependsOn: ['b'] })
  store.taskDelegations.create({ taskId: 'b', status: 'failed' })
}

describe('reindex', () => {
  it('has nothing to do where there is no store, and makes none', () => {
    expect(store.reindex()).toEqual({ collections: [] })
    expect(fs.readdirSync(root)).toEqual([])
  })

  it('replaces whatever the index says by what the files say', () => {
    createTwo()
    const index = new DatabaseSync(path)
    index.exec(
      "UPDATE nodes SET status = 'pending'; DELETE FROM edges; DELETE FROM nodes WHERE id = 'a'",
    )
    index.close()
    expect(store.taskDelegations.count()).toBe(1)
    expect(store.reindex()).toEqual(WHOLE)
    expect(store.taskDelegations.count()).toBe(2)
    expect(store.taskDelegations.count({ status: 'failed' })).toBe(1)
    expect(store.taskDelegations.count({ dependsOn: 'b' })).toBe(1)
  })

  it('tells which files it leaves out', () => {
    createTwo()
    const file = join(root, '.htmlgraph', 'task-delegations', 'cut.html')
    fs.writeFileSync(file, '<article data-type="task-delegation">')
    expect(store.reindex().collections).toEqual([
      {
        name: 'task-delegations',
        nodes: 2,
        leftOut: [
          expect.objectContaining({
            kind: 'corrupt',
            file: '.htmlgraph/task-delegations/cut.html',
          }),
        ],
      },
    ])
  })

  it('does not disturb others that have the index open', () => {
    createTwo()
    const other = openStore({ root })
    const ask = (): readonly unknown[] => [
      other.taskDelegations.count(),
      other.taskDelegations.search('shed').map(({ node }) => node.taskId),
      other.taskDelegations.where({ status: 'failed' }).map(({ taskId }) => taskId),
    ]
    const before = ask()
    expect(before).toEqual([2, ['a'], ['b']])
    expect(store.reindex()).toEqual(WHOLE)
    expect(ask()).toEqual(before)
    other.taskDelegations.update('a', { status: 'failed' })
    expect(store.taskDelegations.count({ status: 'failed' })).toBe(2)
    other.close()
  })

  it('makes a file anew that is no index at all', () => {
    createTwo()
    store.close()
    fs.writeFileSync(path, 'no database '.repeat(1_000))
    expect(store.reindex()).toEqual(WHOLE)
    expect(store.taskDelegations.count({ status: 'failed' })).toBe(1)
  })

  it('says when no index can be made', () => {
    createTwo()
    store.close()
    fs.rmSync(path)
    fs.mkdirSync(path)
    expect(() => store.reindex()).toThrow(`The index ${path} cannot be made`)
  })
})
