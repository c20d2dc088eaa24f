import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { untilStuck } from './until-stuck.ts'

const LIMIT_MS = 5_000
const never = new Promise<never>(() => {})

async function* saying(...items: (string | Promise<never>)[]): AsyncGenerator<string> {
  for (const item of items) yield await item
}

async function read(items: AsyncIterable<string>, onItem = async (): Promise<void> => {}) {
  const seen: string[] = []
  const ending = (async () => {
    for await (const item of items) {
      seen.push(item)
      await onItem()
    }
    return 'ended'
  })().catch(String)
  return { seen, ending }
}

describe('untilStuck', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('gives what comes, and its end', async () => {
    const { seen, ending } = await read(untilStuck(saying('a', 'b'), Promise.resolve()))
    expect(await ending).toBe('ended')
    expect(seen).toEqual(['a', 'b'])
    expect(vi.getTimerCount()).toBe(0)
  })

  it('gives up a maker that says nothing more after the exit, and keeps what it said', async () => {
    const { seen, ending } = await read(untilStuck(saying('a', never), Promise.resolve()))
    await vi.advanceTimersByTimeAsync(LIMIT_MS)
    expect(await ending).toBe('Error: it did not come to an end')
    expect(seen).toEqual(['a'])
  })

  it('waits for as long as the process lives, and 5 s longer', async () => {
    const exit = Promise.withResolvers<void>()
    const { ending } = await read(untilStuck(saying(never), exit.promise))
    await vi.advanceTimersByTimeAsync(100 * LIMIT_MS)
    exit.resolve()
    await vi.advanceTimersByTimeAsync(LIMIT_MS - 1)
    expect(await Promise.race([ending, 'waiting'])).toBe('waiting')
    await vi.advanceTimersByTimeAsync(1)
    expect(await ending).toContain('did not come to an end')
  })

  it('does not take a slow reader for a maker that is stuck', async () => {
    const slowly = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 3 * LIMIT_MS))
    const { seen, ending } = await read(untilStuck(saying('a', 'b'), Promise.resolve()), slowly)
    await vi.advanceTimersByTimeAsync(10 * LIMIT_MS)
    expect(await ending).toBe('ended')
    expect(seen).toEqual(['a', 'b'])
  })

  it('hands on what its maker throws', async () => {
    const { ending } = await read(untilStuck(saying(Promise.reject(new Error('no'))), never))
    expect(await ending).toBe('Error: no')
  })
})
