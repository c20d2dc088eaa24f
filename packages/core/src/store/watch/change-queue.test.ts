import { describe, expect, it } from 'vitest'
import { type ChangeKind, ChangeQueue } from './change-queue.ts'

/** What a reader gets that comes after all of these. */
async function told(...kinds: readonly ChangeKind[]): Promise<readonly ChangeKind[]> {
  const queue = new ChangeQueue()
  for (const kind of kinds) queue.put({ kind, id: 'a' })
  queue.fail(null)
  const seen: ChangeKind[] = []
  for (;;) {
    const change = await queue.take().catch(() => undefined)
    if (change === undefined) return seen
    seen.push(change.kind)
  }
}

describe('ChangeQueue', () => {
  it.each<[string, readonly ChangeKind[], readonly ChangeKind[]]>([
    ['a new file that was written again', ['created', 'updated', 'updated'], ['created']],
    ['a file that came and went', ['created', 'updated', 'deleted'], ['deleted']],
    ['a file that was replaced', ['deleted', 'created'], ['updated']],
    ['a file that was changed, then deleted', ['updated', 'deleted'], ['deleted']],
    ['a file that was replaced, then deleted', ['deleted', 'created', 'deleted'], ['deleted']],
    ['a file that came, went and came', ['created', 'deleted', 'created'], ['updated']],
  ])('tells a slow reader once of %s', async (_, kinds, expected) => {
    expect(await told(...kinds)).toEqual(expected)
  })

  it('gives the changes in the order in which they were first told', async () => {
    const queue = new ChangeQueue()
    for (const id of ['b', 'a', 'b', 'c']) queue.put({ kind: 'updated', id })
    const ids = [await queue.take(), await queue.take(), await queue.take()].map((one) => one?.id)
    expect(ids).toEqual(['b', 'a', 'c'])
  })

  it('wakes everybody who waits, and leaves nobody waiting at the end', async () => {
    const queue = new ChangeQueue()
    const readers = [queue.take(), queue.take(), queue.take()]
    queue.put({ kind: 'created', id: 'a' })
    expect(await readers[0]).toEqual({ kind: 'created', id: 'a' })
    queue.end()
    expect(await Promise.all(readers.slice(1))).toEqual([undefined, undefined])
  })

  it('gives what is left before the error, and the error once', async () => {
    const queue = new ChangeQueue()
    queue.put({ kind: 'created', id: 'a' })
    queue.fail(new Error('broken'))
    queue.put({ kind: 'created', id: 'b' })
    expect(await queue.take()).toEqual({ kind: 'created', id: 'a' })
    await expect(queue.take()).rejects.toThrow('broken')
    expect(await queue.take()).toBeUndefined()
  })

  it('gives nothing any more to a reader who has had enough', async () => {
    const queue = new ChangeQueue()
    queue.put({ kind: 'created', id: 'a' })
    queue.fail(new Error('broken'))
    queue.end()
    expect(await queue.take()).toBeUndefined()
  })
})
