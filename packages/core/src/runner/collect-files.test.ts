import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { collectFiles } from './collect-files.ts'

let root = ''
beforeEach(() => {
  // A name that means something in a pattern.
  root = join(mkdtempSync(join(tmpdir(), 'htmlgraph-collect-')), '[h]{o,m}e?')
  mkdirSync(root)
})
afterEach(() => rmSync(dirname(root), { recursive: true }))

function write(name: string, content: string, changedAtSeconds = 1): string {
  const path = join(root, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
  utimesSync(path, changedAtSeconds, changedAtSeconds)
  return path
}

function collect(
  pattern: string,
  sessionId: string | null = null,
  maxBytes?: number,
): string | undefined {
  return collectFiles([{ name: 'file', path: join(root, pattern), maxBytes }], sessionId).get(
    'file',
  )
}

describe('a file that is read back', () => {
  it('is there under its name, or not at all', () => {
    write('last.txt', 'ünï')
    expect(collect('last.txt')).toBe('ünï')
    expect(collect('missing.txt')).toBeUndefined()
    expect(collect('')).toBeUndefined()
  })

  it('is the newest of several', () => {
    write('sessions/2026/01/rollout-a.jsonl', 'old', 1)
    write('sessions/2026/02/rollout-b.jsonl', 'new', 9)
    write('sessions/2026/03/rollout-c.jsonl', 'middle', 5)
    expect(collect('sessions/**/rollout-*.jsonl')).toBe('new')
  })

  it('is that of the session', () => {
    write('sessions/rollout-one.jsonl', '1')
    write('sessions/rollout-two.jsonl', '2', 9)
    expect(collect('sessions/**/rollout-{sessionId}.jsonl', 'one')).toBe('1')
    expect(collect('sessions/rollout-{sessionId}.jsonl', 'one')).toBe('1')
    expect(collect('sessions/rollout-{sessionId}.jsonl', null)).toBeUndefined()
  })

  it.each(['*', '../secret', 'a/b', '..', ''])('has no session that is called %j', (sessionId) => {
    write('secret.jsonl', 'secret')
    write('sessions/rollout.jsonl', 'secret')
    expect(collect('sessions/{sessionId}.jsonl', sessionId)).toBeUndefined()
    expect(collect('sessions/*{sessionId}.jsonl', sessionId)).toBeUndefined()
  })

  it('is read from its end when it is long, in whole characters', () => {
    write('long.txt', `begin${'🦊'.repeat(100)}`)
    expect(collect('long.txt', null, 10)).toBe('🦊🦊')
  })

  it('is clean of secrets', () => {
    const path = write('log', 'with hunter2hunter2')
    const files = collectFiles([{ name: 'log', path }], null, ['hunter2hunter2'])
    expect(files.get('log')).toBe('with [redacted]')
  })

  // What a redaction saves is not made up for by reading more.
  it.each([
    [0, 0],
    [100_000, 4],
  ])('has no part of a secret at its cut, %i bytes into it', (bytesBefore, savedBytes) => {
    const secret = 'hunter2hunter2'
    const [before, after] = ['x'.repeat(bytesBefore), 'y'.repeat(20)]
    const path = write('log', before + secret + after)
    for (let maxBytes = 15; maxBytes <= 40; maxBytes += 1) {
      const [text] = collectFiles([{ name: 'log', path, maxBytes }], null, [secret]).values()
      expect(text).toBe(`${before}[redacted]${after}`.slice(savedBytes - maxBytes))
    }
  })

  it('has no rest of a secret when so much was taken out that more than the end is left', () => {
    const secret = 'first-secret-of-many'
    const path = write('log', secret.repeat(20_000))
    for (let maxBytes = 80_000; maxBytes < 80_020; maxBytes += 1) {
      const [text] = collectFiles([{ name: 'log', path, maxBytes }], null, [secret]).values()
      expect(text).toMatch(/^[redact\]]{0,9}(?:\[redacted\])+$/)
    }
  })

  it('is no link, and not behind one', () => {
    const outside = mkdtempSync(join(dirname(root), 'outside-'))
    writeFileSync(join(outside, 'x.jsonl'), 'outside')
    mkdirSync(join(root, 'sessions'))
    symlinkSync(join(outside, 'x.jsonl'), join(root, 'sessions/a.jsonl'))
    symlinkSync(outside, join(root, 'sessions/directory'))
    expect(collect('sessions/a.jsonl')).toBeUndefined()
    expect(collect('sessions/*.jsonl')).toBeUndefined()
    expect(collect('sessions/*/x.jsonl')).toBeUndefined()
  })

  it('is no pipe that would never end', () => {
    spawnSync('mkfifo', [join(root, 'pipe')])
    expect(collect('pipe')).toBeUndefined()
    expect(collect('pip*')).toBeUndefined()
  })
})
