import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { definePlugin, findPluginProblem } from './define-plugin.ts'
import { defineProvider } from './define-provider.ts'
import { HtmlGraphError } from './html-graph-error.ts'
import type { Provider } from './provider.ts'

const acme: Provider = {
  id: 'acme',
  executable: { command: 'acme', install: 'none', minVersion: '1.0.0', testedVersions: [] },
  models: [],
  capabilities: { resume: false, mcp: false, schema: false, sandbox: false, stream: false },
  environment: [],
  options: z.strictObject({ speed: z.int().optional() }),
  access: () => null,
  command: () => ({ args: [] }),
  async *parse() {},
  finish: () => ({}),
}

const errorOf = (run: () => unknown): HtmlGraphError => {
  try {
    run()
  } catch (error) {
    if (error instanceof HtmlGraphError) return error
    throw error
  }
  throw new Error('nothing was refused')
}

const without = (name: keyof Provider): object => ({ ...acme, [name]: undefined })

/** A mistake and the sentence about it. */
const MISTAKES: [what: string, provider: unknown, problem: string][] = [
  ['a number', 7, 'a provider is number; expected an object'],
  [
    'a missing id',
    without('id'),
    'a provider has the id undefined; expected lower-case words joined by dashes',
  ],
  ...['', 'Acme', '-acme', 'acme-', 'a--b', 'a b', 'a_b', '1up', 'a/b'].map(
    (id): [string, unknown, string] => [
      `the id ${JSON.stringify(id)}`,
      { ...acme, id },
      `a provider has the id ${JSON.stringify(id)}; expected lower-case words joined by dashes`,
    ],
  ),
  ...(['access', 'command', 'parse', 'finish'] as const).map((name): [string, unknown, string] => [
    `a missing ${name}`,
    without(name),
    `${name} is not a function`,
  ]),
  [
    'a missing executable',
    without('executable'),
    'executable lacks command, install or minVersion',
  ],
  [
    'an executable without instructions',
    { ...acme, executable: { command: 'acme' } },
    'executable lacks command, install or minVersion',
  ],
  ['models that are no list', { ...acme, models: {} }, 'models is not a list'],
  ['no capabilities', without('capabilities'), 'capabilities is not an object'],
  [
    'a value that JSON has no form for',
    { ...acme, id: 7n },
    'a provider has the id 7; expected lower-case words joined by dashes',
  ],
  [
    'an instance, whose methods a copy would lose',
    new (class {
      id = 'acme'
      access(): null {
        return null
      }
    })(),
    'of provider "acme", access is not a function',
  ],
  ['no list of variables', without('environment'), 'environment is not a list of variable names'],
  ['missing options', without('options'), 'options is not a zod object schema'],
  [
    'options of another kind',
    { ...acme, options: z.string() },
    'options is not a zod object schema',
  ],
  [
    'an option with a name of every request',
    { ...acme, options: z.object({ timeoutMs: z.int() }) },
    'its option "timeoutMs" has a name that belongs to every request; choose another',
  ],
]

describe('defineProvider', () => {
  it('gives a frozen copy with the same members', () => {
    const provider = defineProvider(acme)
    expect(provider).toEqual(acme)
    expect(Object.isFrozen(provider)).toBe(true)
  })

  it.each(['a', 'acme', 'my-agent', 'agent2', 'a-1'])('takes the id %s', (id) => {
    expect(defineProvider({ ...acme, id }).id).toBe(id)
  })

  it.each(MISTAKES)('refuses %s', (_what, provider, problem) => {
    const error = errorOf(() => defineProvider(provider as Provider))
    expect(error.code).toBe('HG_PROVIDER_INVALID')
    expect(error.message).toMatch(/^defineProvider: /)
    expect(error.message.endsWith(`${problem}.`)).toBe(true)
  })
})

describe('definePlugin', () => {
  it('completes and freezes', () => {
    const plugin = definePlugin({ name: 'acme-agents', providers: [acme] })
    expect(plugin).toEqual({
      apiVersion: 1,
      pricing: null,
      name: 'acme-agents',
      providers: [acme],
      middleware: [],
    })
    expect(Object.isFrozen(plugin)).toBe(true)
    expect(definePlugin({ name: 'nothing' }).providers).toEqual([])
  })

  it.each(MISTAKES)('refuses %s as one of its providers', (_what, provider, problem) => {
    const error = errorOf(() => definePlugin({ name: 'p', providers: [provider as Provider] }))
    expect(error.code).toBe('HG_PROVIDER_INVALID')
    expect(error.message).toMatch(/^definePlugin: the plugin "p" cannot be used: /)
    expect(error.message).toContain(problem)
  })

  it.each([
    ['an empty name', { name: '' }, 'definePlugin: the plugin "" cannot be used: it has no name.'],
    ['a missing name', {}, 'definePlugin: the plugin undefined cannot be used: it has no name.'],
    [
      'one provider',
      { name: 'p', providers: acme },
      'definePlugin: the plugin "p" cannot be used: providers is not a list.',
    ],
    [
      'one middleware',
      { name: 'p', middleware: () => undefined },
      'definePlugin: the plugin "p" cannot be used: middleware is not a list.',
    ],
  ])('refuses %s', (_what, init, message) => {
    const error = errorOf(() => definePlugin(init as unknown as { name: string }))
    expect(error).toMatchObject({ code: 'HG_PROVIDER_INVALID', message })
  })
})

describe('findPluginProblem', () => {
  it('finds nothing wrong with what definePlugin made', () => {
    expect(findPluginProblem(definePlugin({ name: 'p', providers: [acme] }))).toBeNull()
  })

  it.each([
    [undefined, 'it exports undefined; expected a plugin'],
    ['acme', 'it exports string; expected a plugin'],
    [{}, 'its apiVersion is undefined; expected 1'],
    [{ apiVersion: 2, name: 'p' }, 'its apiVersion is 2; expected 1'],
    [{ apiVersion: '1', name: 'p' }, 'its apiVersion is "1"; expected 1'],
  ])('of %j says so', (value, problem) => {
    expect(findPluginProblem(value)).toBe(problem)
  })
})
