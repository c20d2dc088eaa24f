import { describe, expect, it } from 'vitest'
import type { AgentResult, RunEvent } from '../contract/index.ts'
import { EventBuffer } from './event-buffer.ts'

const say = (text: string): RunEvent => ({ type: 'message', text })
const never = new Promise<AgentResult>(() => {})

describe('EventBuffer', () => {
  it('gives events that came before anyone looked', async () => {
    const buffer = new EventBuffer()
    void buffer.push(say('early'))
    const reader = buffer.read(never)
    expect((await reader.next()).value).toEqual(say('early'))
  })

  it('forgets the oldest while nobody looks, says so, and never holds its writer back', async () => {
    const buffer = new EventBuffer()
    for (let index = 0; index < 5000; index++) expect(buffer.push(say(`${index}`))).toBeNull()
    const reader = buffer.read(never)
    expect((await reader.next()).value).toEqual({
      type: 'warning',
      message: '4000 events were left out: they came faster than they were read.',
    })
    expect((await reader.next()).value).toEqual(say('4000'))
  })

  it('bounds what it holds by characters, too', () => {
    const buffer = new EventBuffer()
    const large = 'x'.repeat(1024 * 1024)
    for (let index = 0; index < 50; index++) expect(buffer.push(say(large))).toBeNull()
  })

  it('holds its writer back while somebody reads slowly, and drops nothing', async () => {
    const buffer = new EventBuffer()
    const reader = buffer.read(never)
    const first = reader.next()
    void buffer.push(say('0'))
    expect((await first).value).toEqual(say('0'))
    let written = 1
    let room: Promise<void> | null = null
    while (room === null) {
      room = buffer.push(say(`${written}`))
      written += 1
    }
    for (let index = 1; index < written; index++) {
      expect((await reader.next()).value).toEqual(say(`${index}`))
    }
    await room
  })

  it('lets its writer go on when the reader leaves', async () => {
    const buffer = new EventBuffer()
    void buffer.push(say('first'))
    const reader = buffer.read(never)
    await reader.next()
    let room: Promise<void> | null = null
    while (room === null) room = buffer.push(say('more'))
    await reader.return({} as AgentResult)
    await room
    expect(buffer.push(say('after'))).toBeNull()
  })

  it('gives every reader all events', async () => {
    const buffer = new EventBuffer()
    const readers = [buffer.read(never), buffer.read(never)]
    const first = readers.map((reader) => reader.next())
    void buffer.push(say('both'))
    for (const step of await Promise.all(first)) expect(step.value).toEqual(say('both'))
  })

  it('holds nobody back once it is released', async () => {
    const buffer = new EventBuffer()
    const reader = buffer.read(never)
    const first = reader.next()
    void buffer.push(say('first'))
    await first
    let room: Promise<void> | null = null
    while (room === null) room = buffer.push(say('more'))
    buffer.release()
    await room
    for (let index = 0; index < 5000; index++) expect(buffer.push(say('late'))).toBeNull()
  })

  it('ends with the result, after the last event', async () => {
    const buffer = new EventBuffer()
    const result = Promise.withResolvers<AgentResult>()
    const reader = buffer.read(result.promise)
    const pending = reader.next()
    result.resolve({ success: true } as AgentResult)
    expect(await pending).toEqual({ done: true, value: { success: true } })
  })

  it('throws what the result rejects with', async () => {
    const reader = new EventBuffer().read(Promise.reject(new Error('mistake')))
    await expect(reader.next()).rejects.toThrow('mistake')
  })
})
