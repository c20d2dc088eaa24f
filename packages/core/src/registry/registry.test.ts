import { createRequire } from 'node:module'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { temporaryProject } from '../../test/temporary-project.ts'
import {
  definePlugin,
  defineProvider,
  HtmlGraphError,
  type Middleware,
  type Plugin,
  type Provider,
} from '../contract/index.ts'
import { createRegistry } from './registry.ts'

const provider = (id: string): Provider =>
  defineProvider({
    id,
    executable: { command: id, install: 'none', minVersion: '1.0.0', testedVersions: [] },
    models: [],
    capabilities: { resume: false, mcp: false, schema: false, sandbox: false, stream: false },
    environment: [],
    options: z.object({}),
    access: () => null,
    command: () => ({ args: [] }),
    async *parse() {},
    finish: () => ({}),
  })

const plugin = (name: string, ...ids: string[]): Plugin =>
  definePlugin({ name, providers: ids.map(provider) })

const errorOf = (plugins: readonly unknown[]): HtmlGraphError => {
  try {
    createRegistry(plugins as readonly Plugin[])
  } catch (error) {
    if (error instanceof HtmlGraphError) return error
    throw error
  }
  throw new Error('the registry was made')
}

describe('createRegistry', () => {
  it('keeps plugins, providers and middleware in the order given', () => {
    const outer: Middleware = (next) => next
    const inner: Middleware = (next) => (request) => next(request)
    const first = definePlugin({ name: 'first', providers: [provider('b')], middleware: [outer] })
    const second = definePlugin({ name: 'second', providers: [provider('a')], middleware: [inner] })
    const registry = createRegistry([first, second])
    expect(registry.plugins).toEqual([first, second])
    expect([...registry.providers]).toEqual([
      ['b', first.providers[0]],
      ['a', second.providers[0]],
    ])
    expect(registry.middleware).toEqual([outer, inner])
    expect(registry.problems).toEqual([])
  })

  it('is empty for an empty list', () => {
    expect(createRegistry([]).providers.size).toBe(0)
  })

  it('refuses two plugins with the same provider, naming both', () => {
    expect(errorOf([plugin('one', 'x'), plugin('two', 'y', 'x')])).toMatchObject({
      code: 'HG_PLUGIN_INVALID',
      message: 'plugin two cannot be used: its provider "x" is already there, from plugin one.',
      hint: 'Load only one of the two.',
    })
  })

  it('refuses a plugin that has a provider twice', () => {
    expect(errorOf([plugin('one', 'x', 'x')]).message).toBe(
      'plugin one cannot be used: it has two providers with the id "x".',
    )
  })

  it('refuses two plugins whose providers would have the same spawn method, naming both', () => {
    expect(errorOf([plugin('one', 'gpt4'), plugin('two', 'gpt-4')])).toMatchObject({
      code: 'HG_PLUGIN_INVALID',
      message:
        'plugin two cannot be used: ' +
        'spawnGpt4() would spawn both its "gpt-4" and "gpt4", from plugin one.',
      hint: 'Load only one of the two.',
    })
  })

  it('refuses a plugin with two providers that would have the same spawn method', () => {
    expect(errorOf([plugin('one', 'gpt-4', 'gpt4')])).toMatchObject({
      message: 'plugin one cannot be used: spawnGpt4() would spawn both its "gpt4" and "gpt-4".',
      hint: 'Give one of the two another id.',
    })
  })

  it('refuses another apiVersion, naming the plugin', () => {
    expect(errorOf([{ ...plugin('old', 'x'), apiVersion: 2 }])).toMatchObject({
      code: 'HG_PLUGIN_INVALID',
      message: 'plugin old cannot be used: its apiVersion is 2; expected 1.',
      details: { plugin: 'old' },
    })
  })

  it.each([undefined, null, 'acme', 7])('refuses what is no object, by its place: %s', (value) => {
    expect(errorOf([plugin('one', 'x'), value]).message).toMatch(
      /^plugin number 2 of the list cannot be used: it exports \w+; expected a plugin\.$/,
    )
  })

  it('asks whether a whole module was imported in place of its default export', () => {
    const directory = temporaryProject({ 'module.mjs': 'export const named = 1' })
    const imported: unknown = createRequire(import.meta.url)(join(directory, 'module.mjs'))
    for (const whole of [imported, { default: plugin('one', 'x') }]) {
      expect(errorOf([whole]).hint).toContain('Did you write `import * as plugin from …`?')
    }
  })

  it('says how to wrap a bare provider', () => {
    expect(errorOf([provider('x')]).hint).toBe(
      'This is a provider. Wrap it: definePlugin({ name, providers: [provider] }).',
    )
  })

  it('refuses a plugin that throws when it is looked at', () => {
    const hostile = new Proxy(
      {},
      {
        get() {
          throw new Error('gotcha')
        },
      },
    )
    expect(errorOf([hostile]).message).toContain('it throws when it is looked at: gotcha')
  })
})
