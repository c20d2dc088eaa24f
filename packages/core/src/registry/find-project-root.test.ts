import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type FileContent, temporaryProject } from '../../test/temporary-project.ts'
import { findProjectRoot } from './find-project-root.ts'

/** The root found from a directory of a new project, relative to the project. */
const rootFrom = (below: string, files: Record<string, FileContent>): string => {
  const project = temporaryProject({ [`${below}/file`]: '', ...files })
  return findProjectRoot(join(project, below)).slice(project.length + 1)
}

describe('findProjectRoot', () => {
  it.each([
    'a/package.json',
    'a/htmlgraph.config.ts',
    'a/htmlgraph.config.mjs',
    'a/htmlgraph.config.js',
    'a/htmlgraph.config.json',
    'a/.htmlgraph/x',
    'a/.git/x',
    'a/.git',
  ])('is the nearest directory upwards with %s, which is not run', (marker) => {
    const content = 'throw new Error("this must not run")'
    expect(rootFrom('a/b/c', { [marker]: content, '.git/x': '' })).toBe('a')
  })

  it('is the directory itself when there is no sign of a project', () => {
    expect(rootFrom('a/b', {})).toBe('a/b')
  })

  it.each<[string, string, FileContent]>([
    ['workspaces', 'package.json', { workspaces: ['packages/*'] }],
    ['workspaces of yarn', 'package.json', { workspaces: { packages: ['./packages/*/'] } }],
    ['a list of pnpm', 'pnpm-workspace.yaml', 'a: 1\npackages:\n  - packages/*\nb: 2\n'],
    ['a list without indent', 'pnpm-workspace.yaml', 'packages:\n- "packages/*" # all\n'],
    [
      'a list with comments',
      'pnpm-workspace.yaml',
      "packages: # ours\n  # first\n\n  - 'packages/**'",
    ],
    ['a list in brackets', 'pnpm-workspace.yaml', "packages: ['docs', 'packages/*']"],
    ['a list with CRLF', 'pnpm-workspace.yaml', 'packages:\r\n  - packages/*\r\n'],
    ['braces', 'package.json', { workspaces: ['packages/{app,other}'] }],
  ])('is the root of the workspace of a package named by %s', (_what, name, content) => {
    const files = { [name]: content, 'packages/app/package.json': '{}' }
    expect(rootFrom('packages/app/src', files)).toBe('')
  })

  it.each<[string, string, FileContent]>([
    ['does not name it', 'package.json', { workspaces: ['plugins/*'] }],
    ['leaves it out', 'pnpm-workspace.yaml', 'packages:\n  - packages/*\n  - "!packages/app"\n'],
    [
      'names it in another list',
      'pnpm-workspace.yaml',
      'packages:\n  - x\nother:\n  - packages/*\n',
    ],
    ['is not to be read', 'package.json', '{ "workspaces": ["packages/*"]'],
    ['has something else', 'package.json', { workspaces: 'packages/*' }],
  ])('is the package when a workspace above it %s', (_what, name, content) => {
    const files = { [name]: content, 'packages/app/package.json': '{}' }
    expect(rootFrom('packages/app/src', files)).toBe('packages/app')
  })

  it('is a package of a workspace that keeps records of its own', () => {
    const files = {
      'package.json': { workspaces: ['packages/*'] },
      'packages/app/package.json': '{}',
      'packages/app/.htmlgraph/x': '',
    }
    expect(rootFrom('packages/app', files)).toBe('packages/app')
  })

  it.skipIf(process.platform === 'win32').each([0o1777, 0o777])(
    'is not a directory where everybody may put files, with mode %o',
    (mode) => {
      const shared = temporaryProject({ 'htmlgraph.config.mjs': '', 'mine/src/file': '' })
      chmodSync(shared, mode)
      expect(findProjectRoot(join(shared, 'mine/src'))).toBe(join(shared, 'mine/src'))
    },
  )
})
