import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { createRunDirectory, removeRunDirectory } from './run-directory.ts'
import { writeOverlay } from './write-overlay.ts'

let run = ''
let home = ''
const overlay = (changes: Record<string, Record<string, unknown>> = {}) => ({
  path: join(run, 'home/.acme'),
  of: join(home, '.acme'),
  changes,
})

beforeEach(() => {
  const root = realpathSync(tmpdir())
  run = join(root, `htmlgraph-${crypto.randomUUID()}`)
  home = join(root, `htmlgraph-home-${crypto.randomUUID()}`)
  createRunDirectory(run)
  mkdirSync(join(home, '.acme/sessions'), { recursive: true })
  writeFileSync(join(home, '.acme/login.json'), '{"token":"t"}')
  onTestFinished(() => [run, home].forEach(removeRunDirectory))
})

const settings = (text: string): string => {
  const path = join(home, '.acme/settings.json')
  writeFileSync(path, text)
  return path
}
const seen = (name: string): string => readFileSync(join(run, 'home/.acme', name), 'utf8')

describe('the overlay of a directory', () => {
  it('shows what the user has, and what is written through it stays', () => {
    writeOverlay(overlay(), run)
    expect(seen('login.json')).toBe('{"token":"t"}')
    writeFileSync(join(run, 'home/.acme/login.json'), '{"token":"u"}')
    writeFileSync(join(run, 'home/.acme/sessions/one'), '1')
    removeRunDirectory(run)
    expect(readFileSync(join(home, '.acme/login.json'), 'utf8')).toBe('{"token":"u"}')
    expect(readdirSync(join(home, '.acme/sessions'))).toEqual(['one'])
  })

  it('puts changes over the settings of the user, who keeps them as they are', () => {
    const text = '{"a":{"b":1,"c":2},"list":[1],"d":"x"}'
    const path = settings(text)
    const change = { a: { b: 9, new: true }, list: [2], d: { e: 1 } }
    writeOverlay(overlay({ 'settings.json': change }), run)
    expect(JSON.parse(seen('settings.json'))).toEqual({
      a: { b: 9, c: 2, new: true },
      list: [1, 2],
      d: { e: 1 },
    })
    expect(readFileSync(path, 'utf8')).toBe(text)
    const mode = statSync(join(run, 'home/.acme/settings.json')).mode & 0o777
    expect(mode.toString(8)).toBe('600')
  })

  it('reads settings with comments, and takes no text for one', () => {
    settings('{ // one\n "url": "http://x/*y*/", /* two */ "quote": "\\"//" }')
    writeOverlay(overlay({ 'settings.json': { z: 1 } }), run)
    expect(JSON.parse(seen('settings.json'))).toEqual({ url: 'http://x/*y*/', quote: '"//', z: 1 })
  })

  it.each(['{"a":', '[1]', '"text"', ''])('refuses settings that read %j', (text) => {
    const path = settings(text)
    expect(() => writeOverlay(overlay({ 'settings.json': {} }), run)).toThrow(
      expect.objectContaining({
        code: 'HG_CONFIG_INVALID',
        message: expect.stringContaining(path),
      }),
    )
  })

  it('makes settings for a user who has none, and the directories that are kept', () => {
    removeRunDirectory(join(home, '.acme'))
    const init = { ...overlay({ 'settings.json': { z: 1 } }), directories: ['sessions'] }
    writeOverlay(init, run)
    expect(seen('settings.json')).toBe('{"z":1}')
    writeFileSync(join(run, 'home/.acme/sessions/one'), '1')
    expect(readdirSync(join(home, '.acme'))).toEqual(['sessions'])
    expect(readdirSync(join(home, '.acme/sessions'))).toEqual(['one'])
  })

  it('goes without what is kept where nothing can be made', () => {
    removeRunDirectory(join(home, '.acme'))
    writeFileSync(join(home, '.acme'), 'a file in the way')
    const of = join(home, '.acme/deeper')
    writeOverlay({ ...overlay(), of, directories: ['sessions'] }, run)
    expect(readdirSync(join(run, 'home/.acme'))).toEqual([])
  })

  it('takes no place outside of the directory of the run', () => {
    for (const path of [join(home, 'other'), join(run, '..'), run]) {
      expect(() => writeOverlay({ ...overlay(), path }, run)).toThrow(
        expect.objectContaining({ code: 'HG_PROVIDER_INVALID' }),
      )
    }
    expect(() => writeOverlay(overlay({ '../../evil.json': {} }), run)).toThrow(
      expect.objectContaining({ code: 'HG_PROVIDER_INVALID' }),
    )
    expect(existsSync(join(run, 'evil.json'))).toBe(false)
  })
})
