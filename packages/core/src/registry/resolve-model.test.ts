import { describe, expect, it } from 'vitest'
import type { ModelSpec, Provider } from '../contract/index.ts'
import { resolveModel } from './resolve-model.ts'

const model = (id: string, more: Partial<ModelSpec> = {}): ModelSpec => ({
  id,
  class: 'balanced',
  contextWindow: null,
  status: 'active',
  ...more,
})

const big = model('acme-big-5', { aliases: ['big', 'best'], logicalNames: ['acme-big'] })
const plain = model('acme-plain-2', { logicalNames: ['acme-plain', 'big'] })
const old = model('acme-big-3', {
  status: 'retired',
  retiresOn: '2026-02-01',
  successor: 'acme-big-5',
  logicalNames: ['acme-classic'],
})
const older = model('acme-big-2', { status: 'retired', successor: 'acme-big-3' })
const lost = model('acme-lost', { status: 'retired' })
const fading = model('acme-big-4', {
  status: 'deprecated',
  retiresOn: '2027-01-31',
  successor: 'big',
})
const ring = ['ring-a', 'ring-b'].map((id, index, all) =>
  model(id, { status: 'retired', successor: all[1 - index] }),
)
const models = [big, plain, old, older, lost, fading, ...ring]
const provider = { id: 'acme', models } as unknown as Provider

const resolve = (name: string | null): ReturnType<typeof resolveModel> =>
  resolveModel(provider, name)

describe('resolveModel', () => {
  it('lets the CLI choose when nothing was asked for', () => {
    expect(resolve(null)).toEqual({ name: null, spec: null, warnings: [] })
  })

  it.each([
    ['an id', 'acme-big-5', 'acme-big-5', big],
    ['an alias', 'best', 'best', big],
    ['an alias that is also a logical name of another', 'big', 'big', big],
    ['a logical name, by the first alias', 'acme-big', 'big', big],
    ['a logical name without an alias, by the id', 'acme-plain', 'acme-plain-2', plain],
  ])('resolves %s', (_what, requested, name, spec) => {
    expect(resolve(requested)).toEqual({ name, spec, warnings: [] })
  })

  it('replaces a retired model by its successor, with a warning', () => {
    expect(resolve('acme-big-3')).toEqual({
      name: 'acme-big-5',
      spec: big,
      warnings: [
        'acme: model "acme-big-3" was retired on 2026-02-01; "acme-big-5" takes its place.',
      ],
    })
    expect(resolve('acme-classic').name).toBe('acme-big-5')
  })

  it('follows successors that are retired themselves, with a warning for each', () => {
    const resolved = resolve('acme-big-2')
    expect(resolved.name).toBe('acme-big-5')
    expect(resolved.warnings).toHaveLength(2)
    expect(resolved.warnings[0]).toBe(
      'acme: model "acme-big-2" is retired; "acme-big-3" takes its place.',
    )
  })

  it('passes a retired model on when it has no successor, with a warning', () => {
    expect(resolve('acme-lost')).toEqual({
      name: 'acme-lost',
      spec: lost,
      warnings: ['acme: model "acme-lost" is retired; it may not run.'],
    })
  })

  it('comes to an end when successors go in a ring', () => {
    expect(resolve('ring-a').name).toBe('ring-a')
  })

  it('keeps a deprecated model, warning with the date', () => {
    expect(resolve('acme-big-4')).toEqual({
      name: 'acme-big-4',
      spec: fading,
      warnings: [
        'acme: model "acme-big-4" is deprecated and ends on 2027-01-31; its successor is "big".',
      ],
    })
  })

  it.each(['acme-big-6', 'big[1m]', 'openrouter/x.y:free', 'a@b', 'Big', 'a'.repeat(100)])(
    'passes an unknown name on without a guess: %s',
    (name) => {
      expect(resolve(name)).toEqual({ name, spec: null, warnings: [] })
    },
  )

  it.each(['', '-x', ';id', '$(id)', 'a b', 'a\nb', 'a\n', "a'", 'a'.repeat(101), 'ü', '../x'])(
    'refuses what could not be a model: %j',
    (name) => {
      expect(() => resolve(name)).toThrow(
        expect.objectContaining({
          code: 'HG_OPTION_INVALID',
          message: expect.stringContaining(`acme: model is ${JSON.stringify(name)}; expected`),
        }),
      )
    },
  )
})
