import { describe, expect, it } from 'vitest'
import { flattenSettings, tomlFlags } from './toml-settings.ts'

describe('settings', () => {
  it('are named by the way to them', () => {
    const settings = { a: 1, b: { c: [{ d: 2 }], 'e.f': { g: '' } }, none: null, 'h.i': false }
    expect(flattenSettings(settings)).toEqual({
      a: 1,
      'b.c': [{ d: 2 }],
      'b.e.f.g': '',
      'h.i': false,
    })
    expect(flattenSettings(null)).toEqual({})
  })

  it.for<[unknown, string]>([
    ['', '""'],
    [
      'say "hi" to C:\\\n\u0001\u007f é \ud800',
      '"say \\"hi\\" to C:\\\\\\n\\u0001\\u007f é \ufffd"',
    ],
    [1.5, '1.5'],
    [true, 'true'],
    [['a', 1, []], '["a", 1, []]'],
    [{}, '{}'],
    [{ 'a.b': { c: [] } }, '{"a.b" = {"c" = []}}'],
  ])('have %j as TOML: %s', ([value, toml]) => {
    expect(tomlFlags('-c', { none: null, some: value })).toEqual(['-c', `some=${toml}`])
  })

  it('have no character that TOML forbids, whatever the text', () => {
    const text = String.fromCharCode(...Array(0xffff).keys())
    const [, value = ''] = tomlFlags('-c', { some: { [text]: text } })
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones.
    expect(value).not.toMatch(/[\0-\x1f\x7f]/)
    expect(value.isWellFormed()).toBe(true)
  })
})
