import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { Access } from '../contract/index.ts'
import {
  type AddedDirectories,
  addedDirectories,
  addedDirectoryWarnings,
} from './added-directories.ts'

const root = realpathSync(mkdtempSync(join(tmpdir(), 'added-')))
afterAll(() => rmSync(root, { recursive: true, force: true }))
const cwd = join(root, 'work/project')
const home = join(root, 'home/ada')
const outside = join(root, 'data')
for (const path of [join(cwd, 'sub'), home, outside]) mkdirSync(path, { recursive: true })
symlinkSync('/', join(cwd, 'link'))

function added(given: string[], access: Access): AddedDirectories {
  return { provider: 'acme', option: 'addDirs', given, cwd, home, access }
}

const BROAD = ['/', ' / ', '..', 'sub/../..', '/.. ', '~', '~/', '~/..', home, 'link', root]

describe('added directories', () => {
  it.for(
    BROAD.flatMap((path) => [[path, 'read-only'] as const, [path, 'workspace-write'] as const]),
  )('refuse %j, which holds the working or the home directory, with %s', ([path, access]) => {
    expect(() => addedDirectories(added([path], access))).toThrow(
      expect.objectContaining({
        code: 'HG_ACCESS_REFUSED',
        message: expect.stringMatching(
          /addDirs has ".*", which holds the (working|home) directory/,
        ),
        hint: expect.stringContaining('full-access'),
      }),
    )
  })

  it('refuse a path that the CLI would split, also for a comma of the working directory', () => {
    const commas = { ...added(['sub'], 'full-access'), separator: ',' }
    expect(addedDirectories(commas)).toEqual([join(cwd, 'sub')])
    for (const around of [{ given: ['a,b'] }, { cwd: '/a,b' }]) {
      expect(() => addedDirectories({ ...commas, ...around })).toThrow('paths without ","')
    }
  })

  it('are any directories with full-access, without a warning', () => {
    const all = added(['/', '~'], 'full-access')
    expect(addedDirectories(all)).toEqual(['/', home])
    expect(addedDirectoryWarnings(all)).toEqual([])
  })

  it.for([
    ['read-only', 'readable'],
    ['workspace-write', 'writable'],
  ] as const)(
    'outside the working directory are told of: with %s they are %s',
    ([access, word]) => {
      const beside = added(['.', 'sub', '../../data', '~/notes'], access)
      const directories = [cwd, join(cwd, 'sub'), outside, join(home, 'notes')]
      expect(addedDirectories(beside)).toEqual(directories)
      expect(addedDirectoryWarnings(beside)).toEqual([
        `addDirs makes more than the working directory ${word}: ${outside}, ${join(home, 'notes')}.`,
      ])
      expect(addedDirectoryWarnings(added(['sub'], access))).toEqual([])
    },
  )
})
