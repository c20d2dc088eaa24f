import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type FileContent, temporaryProject } from '../../test/temporary-project.ts'
import { HtmlGraphError } from '../contract/index.ts'
import { defineConfig } from './html-graph-config.ts'
import { loadConfig } from './load-config.ts'

const errorOf = (cwd: string): HtmlGraphError => {
  try {
    loadConfig({ cwd })
  } catch (error) {
    if (error instanceof HtmlGraphError) return error
    throw error
  }
  throw new Error('the configuration was loaded')
}

describe('loadConfig', () => {
  it('is empty without a file', () => {
    const cwd = temporaryProject({ 'package.json': {} })
    expect(loadConfig({ cwd })).toEqual({ agents: {}, plugins: [], root: cwd, file: null })
  })

  const role = { provider: 'acme', model: null, access: 'read-only', timeoutMs: null }
  it.each<[string, FileContent]>([
    [
      'htmlgraph.config.ts',
      `const a: object = ${JSON.stringify(role)}\nexport default { agents: { coder: a } }`,
    ],
    ['htmlgraph.config.mjs', `export default { agents: { coder: ${JSON.stringify(role)} } }`],
    ['htmlgraph.config.js', `export default { agents: { coder: ${JSON.stringify(role)} } }`],
    ['htmlgraph.config.js', `module.exports = { agents: { coder: ${JSON.stringify(role)} } }`],
    ['htmlgraph.config.json', { agents: { coder: role } }],
  ])('reads %s', (name, content) => {
    const cwd = temporaryProject({ 'package.json': {}, [name]: content })
    expect(loadConfig({ cwd })).toEqual({
      agents: { coder: role },
      plugins: [],
      root: cwd,
      file: join(cwd, name),
    })
  })

  it.each([
    ['htmlgraph.config.mjs', 'export default {}'],
    ['htmlgraph.config.json', '{}'],
  ])('reads an empty %s', (name, content) => {
    const cwd = temporaryProject({ [name]: content })
    expect(loadConfig({ cwd })).toMatchObject({ agents: {}, plugins: [] })
  })

  it('takes the first file in the order ts, mjs, js, json', () => {
    const cwd = temporaryProject({
      'htmlgraph.config.json': 'not read',
      'htmlgraph.config.mjs': 'export default {}',
    })
    expect(loadConfig({ cwd }).file).toBe(join(cwd, 'htmlgraph.config.mjs'))
  })

  it('finds the file from below, and that of the workspace root', () => {
    const root = temporaryProject({
      'package.json': { workspaces: ['packages/*'] },
      'htmlgraph.config.json': { plugins: ['x'] },
      'packages/app/package.json': {},
      'packages/app/src/file': '',
    })
    expect(loadConfig({ cwd: join(root, 'packages/app/src') })).toMatchObject({
      root,
      plugins: ['x'],
    })
  })

  it.each<[string, FileContent, string]>([
    ['a misspelt key', { agent: {} }, '"agent" is not known; expected "agents"'],
    [
      'a misspelt key of a role',
      { agents: { coder: { modle: 'x' } } },
      '"agents.coder.modle" is not known; expected "model"',
    ],
    [
      'a key far from all',
      { agents: { coder: { temperature: 1 } } },
      '"agents.coder.temperature" is not known; expected one of provider, model, access, taskType, options, timeoutMs',
    ],
    [
      'a wrong access',
      { agents: { coder: { access: 'all' } } },
      'agents.coder.access is "all"; expected one of read-only, workspace-write, full-access',
    ],
    [
      'a wrong time',
      { agents: { coder: { timeoutMs: 0 } } },
      'agents.coder.timeoutMs is 0; expected a whole number of milliseconds above 0, or null',
    ],
    [
      'a wrong kind of time',
      { agents: { coder: { timeoutMs: '10s' } } },
      'agents.coder.timeoutMs is "10s"; expected a whole number of milliseconds above 0, or null',
    ],
    [
      'an empty provider',
      { agents: { coder: { provider: '' } } },
      'agents.coder.provider is ""; expected a provider\'s id',
    ],
    [
      'a role that is a name',
      { agents: { coder: 'acme' } },
      'agents.coder is "acme"; expected a role, as { provider: "…" }',
    ],
    ['a list of roles', { agents: [] }, 'agents is a list; expected an object of roles by name'],
    ['plugins by name', { plugins: {} }, 'plugins is an object; expected a list'],
    [
      'a plugin that is a number',
      { plugins: ['a', 7] },
      "plugins.1 is 7; expected a package's name or a plugin",
    ],
    ['a list', [], 'the default export is a list; expected an object, best made with defineConfig'],
  ])('refuses %s, naming the file, the place and what was expected', (_what, content, problem) => {
    const cwd = temporaryProject({ 'htmlgraph.config.json': content })
    const error = errorOf(cwd)
    expect(error.code).toBe('HG_CONFIG_INVALID')
    expect(error.message).toBe(`${join(cwd, 'htmlgraph.config.json')}: ${problem}.`)
  })

  it('names every mistake at once', () => {
    const cwd = temporaryProject({ 'htmlgraph.config.json': { agents: 1, plugins: 2 } })
    expect(errorOf(cwd).details).toMatchObject({
      problems: [expect.stringMatching(/^agents is 1/), expect.stringMatching(/^plugins is 2/)],
    })
  })

  it.each<[string, string, string, RegExp, RegExp | null]>([
    ['throws', 'mjs', 'throw new Error("boom")', /: it throws when it is loaded: boom\.$/, null],
    ['lacks an import', 'mjs', 'import "gone"; export default {}', /'gone'/, null],
    ['waits', 'mjs', 'export default await new Promise(() => {})', /top-level await/, /`await`/],
    ['exports nothing', 'mjs', 'export const agents = {}', /no default/, /defineConfig/],
    ['is no JSON', 'json', '{ "agents": ', /JSON/, null],
    ['cannot be parsed', 'ts', 'export default {\n', /htmlgraph\.config\.ts:\d+\.$/, null],
  ])('refuses a file that %s', (_what, ending, content, message, hint) => {
    const cwd = temporaryProject({ [`htmlgraph.config.${ending}`]: content })
    const error = errorOf(cwd)
    expect(error.code).toBe('HG_CONFIG_INVALID')
    expect(error.message).toContain(join(cwd, `htmlgraph.config.${ending}`))
    expect(error.message).toMatch(message)
    if (hint !== null) expect(error.hint).toMatch(hint)
  })

  it('refuses a default export that is a promise or a function', () => {
    const cwd = temporaryProject({ 'htmlgraph.config.mjs': 'export default async () => ({})' })
    expect(errorOf(cwd).message).toContain('expected an object')
  })

  it.skipIf(process.platform === 'win32')(
    'does not run a file from a directory where everybody may put files',
    () => {
      const cwd = temporaryProject({ 'htmlgraph.config.mjs': 'throw new Error("another user")' })
      chmodSync(cwd, 0o1777)
      expect(loadConfig({ cwd })).toMatchObject({ file: null, root: cwd })
    },
  )
})

it('defineConfig returns what it gets', () => {
  const config = { agents: { coder: { provider: 'acme' } } }
  expect(defineConfig(config)).toBe(config)
})
