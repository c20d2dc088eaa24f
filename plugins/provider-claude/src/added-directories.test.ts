import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Access, RunRequest } from '@htmlgraph/core/provider'
import { afterAll, describe, expect, it } from 'vitest'
import { addedDirectories, addedDirectoryWarnings } from './added-directories.ts'
import { type ClaudeOptions, claudeOptions } from './options.ts'

const root = realpathSync(mkdtempSync(join(tmpdir(), 'added-')))
afterAll(() => rmSync(root, { recursive: true, force: true }))
const cwd = join(root, 'work/project')
const paths = { run: join(root, 'run'), home: join(root, 'home/ada') }
const outside = join(root, 'data')
for (const path of [join(cwd, 'sub'), paths.home, outside]) mkdirSync(path, { recursive: true })
symlinkSync('/', join(cwd, 'link'))

function request(addDirs: string[], access: Access): RunRequest<ClaudeOptions> {
  return {
    prompt: 'Hi',
    model: null,
    requestedModel: null,
    access,
    cwd,
    sessionId: '',
    resume: null,
    timeoutMs: null,
    idleTimeoutMs: null,
    outputJson: false,
    stream: false,
    options: claudeOptions.parse({ addDirs }),
  }
}

const BROAD = ['/', ' / ', '..', 'sub/../..', '/.. ', '~', '~/', '~/..', paths.home, 'link', root]

describe('added directories', () => {
  it.for(
    BROAD.flatMap((path) => [[path, 'read-only'] as const, [path, 'workspace-write'] as const]),
  )('refuse %j, which holds the working or the home directory, with %s', ([path, access]) => {
    expect(() => addedDirectories(request([path], access), paths)).toThrow(
      expect.objectContaining({
        code: 'HG_ACCESS_REFUSED',
        message: expect.stringMatching(
          /addDirs has ".*", which holds the (working|home) directory/,
        ),
        hint: expect.stringContaining('full-access'),
      }),
    )
  })

  it('are any directories with full-access, without a warning', () => {
    const all = request(['/', '~'], 'full-access')
    expect(addedDirectories(all, paths)).toEqual(['/', paths.home])
    expect(addedDirectoryWarnings(all, paths)).toEqual([])
  })

  it.for([
    ['read-only', 'readable'],
    ['workspace-write', 'writable'],
  ] as const)(
    'outside the working directory are told of: with %s they are %s',
    ([access, word]) => {
      const beside = request(['.', 'sub', '../../data', '~/notes'], access)
      const directories = [cwd, join(cwd, 'sub'), outside, join(paths.home, 'notes')]
      expect(addedDirectories(beside, paths)).toEqual(directories)
      expect(addedDirectoryWarnings(beside, paths)).toEqual([
        `addDirs makes more than the working directory ${word}: ${outside}, ${join(paths.home, 'notes')}.`,
      ])
      expect(addedDirectoryWarnings(request(['sub'], access), paths)).toEqual([])
    },
  )
})
