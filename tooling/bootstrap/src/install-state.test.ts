import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { installState, writeStamp } from './install-state.mjs'

let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'htmlgraph-install-'))
  write('pnpm-workspace.yaml', 'packages:\n  - packages/*\n')
  write('pnpm-lock.yaml', 'lockfileVersion: 9\n')
  write('package.json', { name: 'root', devDependencies: { tool: '1.0.0' } })
  write('packages/core/package.json', { name: 'core', dependencies: { parser: '1.0.0' } })
  write('node_modules/tool/package.json', {})
  write('node_modules/.pnpm/parser@1.0.0/package.json', {})
  write('packages/core/node_modules/parser/package.json', {})
  writeStamp(root)
})

afterEach(() => rmSync(root, { recursive: true }))

function write(path: string, content: unknown): void {
  mkdirSync(join(root, path, '..'), { recursive: true })
  writeFileSync(join(root, path), typeof content === 'string' ? content : JSON.stringify(content))
}

function remove(path: string): void {
  rmSync(join(root, path), { recursive: true })
}

it('is ready after a complete install', () => {
  expect(installState(root)).toBe('ready')
})

it.each<[string, () => void]>([
  ['nothing is installed', () => remove('node_modules')],
  ['the lockfile has changed', () => write('pnpm-lock.yaml', 'lockfileVersion: 10\n')],
  [
    'a package wants another dependency',
    () => write('packages/core/package.json', { name: 'core', dependencies: { other: '1.0.0' } }),
  ],
  ['a package has come', () => write('packages/cli/package.json', { name: 'cli' })],
  ['the last install broke off', () => remove('node_modules/.htmlgraph-install.json')],
  ['its note is cut short', () => write('node_modules/.htmlgraph-install.json', '{')],
])('is stale when %s', (_, arrange) => {
  arrange()
  expect(installState(root)).toBe('stale')
})

it.each(['node_modules/tool', 'node_modules/.pnpm/parser@1.0.0', 'packages/core/node_modules'])(
  'is damaged without %s',
  (path) => {
    remove(path)
    expect(installState(root)).toBe('damaged')
  },
)

it('stays ready when a script or a version of a package changes', () => {
  write('packages/core/package.json', {
    name: 'core',
    version: '2.0.0',
    dependencies: { parser: '1.0.0' },
  })
  expect(installState(root)).toBe('ready')
})

it('names the package.json that cannot be read', () => {
  write('packages/core/package.json', '{')
  expect(() => installState(root)).toThrow(/packages.core.package\.json is not valid JSON/)
})
