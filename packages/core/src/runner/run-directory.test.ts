import { existsSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createRunDirectory, removeRunDirectory, writeCommandFiles } from './run-directory.ts'

function makeDirectory(): string {
  const path = join(tmpdir(), `htmlgraph-${crypto.randomUUID()}`)
  createRunDirectory(path)
  onTestFinished(() => removeRunDirectory(path))
  return path
}

const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8)

describe('the directory of a run', () => {
  it('is for its user alone, with all that is in it', () => {
    const before = process.umask(0)
    onTestFinished(() => void process.umask(before))
    const directory = makeDirectory()
    const path = join(directory, 'deep/er/schema.json')
    writeCommandFiles([{ path, content: '{"ü":1}' }], directory)
    expect(readFileSync(path, 'utf8')).toBe('{"ü":1}')
    expect([directory, join(directory, 'deep'), path].map(modeOf)).toEqual(['700', '700', '600'])
  })

  it('is not taken when somebody else has made it', () => {
    const directory = makeDirectory()
    expect(() => createRunDirectory(directory)).toThrow(/EEXIST/)
  })

  it('goes away, and once is enough', () => {
    const directory = makeDirectory()
    writeCommandFiles([{ path: join(directory, 'a/b'), content: '' }], directory)
    removeRunDirectory(directory)
    expect(existsSync(directory)).toBe(false)
    removeRunDirectory(directory)
  })

  it.each(['../outside', '/etc/htmlgraph', '.', 'a/../../outside'])(
    'takes no file for %s',
    (path) => {
      const directory = makeDirectory()
      const file = { path: path.startsWith('/') ? path : join(directory, path), content: 'x' }
      expect(() => writeCommandFiles([file], directory)).toThrow(
        expect.objectContaining({ code: 'HG_PROVIDER_INVALID' }),
      )
    },
  )

  it('does not write over a file', () => {
    const directory = makeDirectory()
    const file = { path: join(directory, 'once'), content: 'x' }
    expect(() => writeCommandFiles([file, file], directory)).toThrow(/EEXIST/)
  })
})
