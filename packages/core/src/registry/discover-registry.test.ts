import { spawnSync } from 'node:child_process'
import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  type FileContent,
  packageAt,
  pluginSource,
  temporaryProject,
} from '../../test/temporary-project.ts'
import { discoverRegistry } from './discover-registry.ts'
import type { PluginProblem, Registry } from './registry.ts'

/** A first-party package in `node_modules` whose provider has the given id. */
const provider = (id: string, at = 'node_modules'): Record<string, FileContent> =>
  packageAt(`${at}/@htmlgraph/provider-${id}`, pluginSource(`@htmlgraph/provider-${id}`, id))

const dependsOn = (...ids: string[]): object => ({
  dependencies: Object.fromEntries(ids.map((id) => [`@htmlgraph/provider-${id}`, '^1.0.0'])),
})

const idsOf = (registry: Registry): string[] => [...registry.providers.keys()]

const onlyProblem = (registry: Registry): PluginProblem => {
  expect(registry.problems).toHaveLength(1)
  return registry.problems[0] as PluginProblem
}

describe('first-party packages', () => {
  it('are found in each of the fields for direct dependencies', () => {
    const cwd = temporaryProject({
      'package.json': {
        dependencies: { '@htmlgraph/provider-one': '1' },
        devDependencies: { '@htmlgraph/provider-two': '1' },
        optionalDependencies: { '@htmlgraph/provider-three': '1' },
      },
      ...provider('one'),
      ...provider('two'),
      ...provider('three'),
    })
    const registry = discoverRegistry({ cwd })
    expect(registry.problems).toEqual([])
    expect(idsOf(registry).sort()).toEqual(['one', 'three', 'two'])
  })

  it('are found from a directory below the package', () => {
    const cwd = temporaryProject({
      'package.json': dependsOn('one'),
      'src/deep/file.txt': '',
      ...provider('one'),
    })
    expect(idsOf(discoverRegistry({ cwd: join(cwd, 'src/deep') }))).toEqual(['one'])
  })

  it('are found through a link, as pnpm makes them', () => {
    const cwd = temporaryProject({
      'package.json': dependsOn('one'),
      'node_modules/@htmlgraph/.keep': '',
      ...provider('one', 'node_modules/.pnpm/one/node_modules'),
    })
    const target = join(cwd, 'node_modules/.pnpm/one/node_modules/@htmlgraph/provider-one')
    symlinkSync(target, join(cwd, 'node_modules/@htmlgraph/provider-one'), 'junction')
    expect(idsOf(discoverRegistry({ cwd }))).toEqual(['one'])
  })

  it('are found among the dependencies of the workspace root too, the nearer copy first', () => {
    const root = temporaryProject({
      'package.json': dependsOn('one', 'two'),
      'pnpm-workspace.yaml': 'packages:\n  - packages/*\n',
      ...provider('two'),
      ...packageAt('node_modules/@htmlgraph/provider-one', 'throw new Error("not the nearest")'),
      'packages/app/package.json': dependsOn('one'),
      ...provider('one', 'packages/app/node_modules'),
    })
    const registry = discoverRegistry({ cwd: join(root, 'packages/app') })
    expect(registry.problems).toEqual([])
    expect(idsOf(registry)).toEqual(['one', 'two'])
  })

  it('may be CommonJS', () => {
    const source = pluginSource('cjs', 'one').replace('export default', 'module.exports =')
    const cwd = temporaryProject({
      'package.json': dependsOn('one'),
      ...packageAt('node_modules/@htmlgraph/provider-one', source, { type: 'commonjs' }),
    })
    expect(idsOf(discoverRegistry({ cwd }))).toEqual(['one'])
  })
})

describe('what merely lies in node_modules', () => {
  const trap = 'throw new Error("this must not run")'

  it.each([
    ['a package of nobody we know', 'htmlgraph-provider-x'],
    ['a package of another scope', '@evil/provider-x'],
    ['a first-party package that is no direct dependency', '@htmlgraph/provider-x'],
    ['a name that only begins like a first-party one', '@htmlgraph/provider-x/evil'],
  ])('is not loaded: %s', (_what, name) => {
    const cwd = temporaryProject({
      'package.json': dependsOn('one'),
      ...provider('one'),
      ...packageAt(`node_modules/${name}`, trap),
    })
    const registry = discoverRegistry({ cwd })
    expect(registry.problems).toEqual([])
    expect(idsOf(registry)).toEqual(['one'])
  })

  it.each(['htmlgraph-provider-x', '@evil/provider-x', '@htmlgraph/other'])(
    'is not loaded as a direct dependency either, unless it is a provider of ours: %s',
    (name) => {
      const cwd = temporaryProject({
        'package.json': { dependencies: { [name]: '1' } },
        ...packageAt(`node_modules/${name}`, trap),
      })
      expect(discoverRegistry({ cwd }).problems).toEqual([])
    },
  )

  it('is not loaded for a package that the workspace does not name', () => {
    const root = temporaryProject({
      'package.json': { ...dependsOn('one'), workspaces: ['packages/*'] },
      ...packageAt('node_modules/@htmlgraph/provider-one', trap),
      'elsewhere/package.json': {},
    })
    expect(discoverRegistry({ cwd: join(root, 'elsewhere') }).problems).toEqual([])
  })
})

describe('a bad plugin is named and disabled, and the others work', () => {
  const discoverWith = (files: Record<string, FileContent>): Registry =>
    discoverRegistry({
      cwd: temporaryProject({
        'package.json': dependsOn('bad', 'good'),
        ...provider('good'),
        ...files,
      }),
    })
  const bad = (source: string, manifest: object = {}): Registry =>
    discoverWith(packageAt('node_modules/@htmlgraph/provider-bad', source, manifest))

  it.each<[what: string, registry: () => Registry, message: RegExp, hint: RegExp]>([
    ['is missing', () => discoverWith({}), /^it is not installed$/, /^Install .*package\.json\.$/],
    [
      'was not built',
      () => bad('', { exports: './dist/index.js' }),
      /^its entry file is missing: .*index\.js'$/,
      /^Build/,
    ],
    [
      'has no default condition',
      () => bad('', { exports: { import: './index.js' } }),
      /exports/,
      /`default` condition/,
    ],
    ['throws', () => bad('throw new Error("boom.\\nmore")'), /loaded: boom$/, /^Update/],
    ['cannot be parsed', () => bad('export default {\n'), /loaded: Unexpected end/, /^Update/],
    ['lacks a dependency', () => bad('import "gone"'), /'gone'/, /^Update/],
    [
      'waits at its top level for ever',
      () => bad('await new Promise(() => {})\nexport default 1'),
      /^it has a top-level await/,
      /new HeadlessSpawner\(\{ plugins: \[plugin\] \}\)/,
    ],
    [
      'has no default export',
      () => bad('export const a = 1'),
      /^it has no default/,
      /definePlugin/,
    ],
    [
      'exports nothing from CommonJS',
      () => bad('', { type: 'commonjs' }),
      /^it has no default/,
      /definePlugin/,
    ],
  ])('when it %s', (_what, discover, message, hint) => {
    const registry = discover()
    expect(idsOf(registry)).toEqual(['good'])
    const problem = onlyProblem(registry)
    expect(problem.plugin).toBe('@htmlgraph/provider-bad')
    expect(problem.message).toMatch(message)
    expect(problem.hint).toMatch(hint)
  })

  it.each([
    ['has another apiVersion', 'export default { apiVersion: 2, name: "bad" }', /apiVersion is 2/],
    ['is no object', 'export default 7', /number/],
    [
      'throws when it is looked at',
      'export default { get apiVersion() { throw new Error("gotcha") } }',
      /gotcha/,
    ],
  ])('when its default export %s', (_what, source, message) => {
    const registry = bad(source)
    expect(idsOf(registry)).toEqual(['good'])
    expect(onlyProblem(registry)).toMatchObject({
      plugin: '@htmlgraph/provider-bad',
      message: expect.stringMatching(message),
    })
  })

  it('when its provider is already there', () => {
    const registry = discoverRegistry({
      cwd: temporaryProject({
        'package.json': dependsOn('a', 'b'),
        ...provider('a'),
        ...packageAt('node_modules/@htmlgraph/provider-b', pluginSource('b', 'a')),
      }),
    })
    expect(idsOf(registry)).toEqual(['a'])
    expect(onlyProblem(registry)).toMatchObject({
      plugin: '@htmlgraph/provider-b',
      message: 'its provider "a" is already there, from plugin @htmlgraph/provider-a',
    })
  })

  it('when the package.json cannot be read, its file is named', () => {
    const cwd = temporaryProject({ 'package.json': '{ "dependencies": ' })
    const registry = discoverRegistry({ cwd })
    expect(onlyProblem(registry)).toMatchObject({ plugin: join(cwd, 'package.json') })
  })
})

describe('the plugins of the configuration', () => {
  it('are packages by name, paths, or plugins, before those among the dependencies', () => {
    const cwd = temporaryProject({
      'package.json': dependsOn('one'),
      ...provider('one'),
      ...packageAt('node_modules/acme-agents', pluginSource('acme-agents', 'acme')),
      'local.mjs': pluginSource('local', 'local'),
      'object.mjs': pluginSource('object', 'object'),
      'htmlgraph.config.mjs': `
        import object from './object.mjs'
        export default { plugins: ['acme-agents', './local.mjs', object] }
      `,
    })
    const registry = discoverRegistry({ cwd })
    expect(registry.problems).toEqual([])
    expect(idsOf(registry)).toEqual(['acme', 'local', 'object', 'one'])
    expect(registry.plugins.map(({ name }) => name).slice(0, 3)).toEqual([
      'acme-agents',
      'local',
      'object',
    ])
  })

  it('are loaded once when they are a direct dependency as well', () => {
    const cwd = temporaryProject({
      'package.json': dependsOn('one', 'two'),
      ...provider('one'),
      ...provider('two'),
      'htmlgraph.config.mjs': `
        import one from '@htmlgraph/provider-one'
        export default { plugins: [one, '@htmlgraph/provider-two'] }
      `,
    })
    const registry = discoverRegistry({ cwd })
    expect(registry.problems).toEqual([])
    expect(idsOf(registry)).toEqual(['one', 'two'])
  })

  it('are named by their place when they are bad and nameless', () => {
    const cwd = temporaryProject({ 'htmlgraph.config.mjs': 'export default { plugins: [{}] }' })
    expect(onlyProblem(discoverRegistry({ cwd })).plugin).toBe(
      `plugins[0] of ${join(cwd, 'htmlgraph.config.mjs')}`,
    )
  })

  it('are missing with a hint that names the configuration', () => {
    const cwd = temporaryProject({ 'htmlgraph.config.json': { plugins: ['gone'] } })
    expect(onlyProblem(discoverRegistry({ cwd }))).toMatchObject({
      plugin: 'gone',
      hint: expect.stringContaining(join(cwd, 'htmlgraph.config.json')),
    })
  })
})

describe('without a package.json', () => {
  const core = 'node_modules/htmlgraph/node_modules/@htmlgraph/core/dist'
  const command = packageAt('node_modules/htmlgraph', '')
  const discoverFrom = (files: Record<string, FileContent>): Registry => {
    const prefix = temporaryProject(files)
    return discoverRegistry({ cwd: temporaryProject({}), runningFrom: join(prefix, core) })
  }

  it('takes what was installed globally beside htmlgraph, as npm does it', () => {
    const registry = discoverFrom({
      ...command,
      ...provider('one'),
      ...packageAt('node_modules/@htmlgraph/other', 'throw new Error("this must not run")'),
      ...packageAt('node_modules/htmlgraph-provider-x', 'throw new Error("nor this")'),
    })
    expect(registry.problems).toEqual([])
    expect(idsOf(registry)).toEqual(['one'])
  })

  it('takes only direct dependencies where the global directory has a package.json', () => {
    const registry = discoverFrom({
      ...command,
      'package.json': dependsOn('one'),
      ...provider('one'),
      ...packageAt('node_modules/@htmlgraph/provider-x', 'throw new Error("this must not run")'),
    })
    expect(registry.problems).toEqual([])
    expect(idsOf(registry)).toEqual(['one'])
  })

  it('finds nothing when htmlgraph is not installed globally', () => {
    const registry = discoverFrom(provider('one'))
    expect(idsOf(registry)).toEqual([])
  })

  it('does not look there when there is a package.json', () => {
    const prefix = temporaryProject({ ...command, ...provider('one') })
    const cwd = temporaryProject({ 'package.json': {} })
    const registry = discoverRegistry({ cwd, runningFrom: join(prefix, core) })
    expect(idsOf(registry)).toEqual([])
  })
})

it('prints nothing while it loads modules and a configuration in TypeScript', () => {
  const cwd = temporaryProject({
    'package.json': dependsOn('one'),
    ...provider('one'),
    'htmlgraph.config.ts': 'export default { agents: {} as Record<string, never> }',
  })
  const script = `
    import { discoverRegistry } from ${JSON.stringify(join(import.meta.dirname, 'index.ts'))}
    console.log([...discoverRegistry({ cwd: process.cwd() }).providers.keys()].join())
  `
  const child = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    cwd,
    encoding: 'utf8',
    env: { PATH: process.env.PATH },
  })
  expect(child).toMatchObject({ status: 0, stdout: 'one\n', stderr: '' })
})

it('disables, by name, a package whose provider would have the spawn method of another', () => {
  const cwd = temporaryProject({
    'package.json': dependsOn('gpt-4', 'gpt4'),
    ...provider('gpt4'),
    ...provider('gpt-4'),
  })
  const registry = discoverRegistry({ cwd })
  expect(idsOf(registry)).toEqual(['gpt-4'])
  expect(onlyProblem(registry)).toMatchObject({
    plugin: '@htmlgraph/provider-gpt4',
    message:
      'spawnGpt4() would spawn both its "gpt4" and "gpt-4", from plugin @htmlgraph/provider-gpt-4',
  })
})
