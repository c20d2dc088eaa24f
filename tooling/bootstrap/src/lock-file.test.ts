import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { breakStale, release, tryAcquire } from './lock-file.mjs'

// Above what any system gives to a process.
const noPid = 2 ** 30

let folder: string
let lock: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'htmlgraph-lock-'))
  lock = join(folder, 'lock')
})

afterEach(() => rmSync(folder, { recursive: true }))

function hold(pid: number, host = hostname()): void {
  writeFileSync(lock, JSON.stringify({ pid, host }))
}

function age(seconds: number): void {
  const then = new Date(Date.now() - seconds * 1000)
  utimesSync(lock, then, then)
}

describe('a lock', () => {
  it('is taken once', () => {
    expect(tryAcquire(lock)).toBe(true)
    expect(tryAcquire(lock)).toBe(false)
    expect(JSON.parse(readFileSync(lock, 'utf8'))).toMatchObject({ pid: process.pid })
  })

  it('stays while its holder lives', () => {
    hold(process.pid)
    expect(breakStale(lock)).toBe(false)
  })

  it('stays while a holder on another machine shows that it is at work', () => {
    hold(noPid, 'elsewhere')
    expect(breakStale(lock)).toBe(false)
  })

  it.each([
    ['its holder is gone', () => hold(noPid)],
    ['its holder has been silent for minutes', () => [hold(process.pid), age(120)]],
    ['it cannot be read', () => writeFileSync(lock, '{')],
  ])('is broken when %s', (_, arrange) => {
    arrange()
    expect(breakStale(lock)).toBe(true)
    expect(tryAcquire(lock)).toBe(true)
  })

  it('is not released by the one who lost it', () => {
    hold(noPid)
    release(lock)
    expect(existsSync(lock)).toBe(true)
  })

  it('is not looked at by two at once', () => {
    hold(noPid)
    writeFileSync(`${lock}.guard`, '')
    expect(breakStale(lock)).toBe(false)
  })
})
