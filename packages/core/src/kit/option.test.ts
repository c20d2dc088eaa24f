import { describe, expect, expectTypeOf, it } from 'vitest'
import {
  defineOptions,
  type OptionSchema,
  type OptionsInput,
  type OptionsOf,
  option,
} from './option.ts'

const options = defineOptions({
  /** How it sounds. */
  tone: option.oneOf('terse', 'friendly'),
  tries: option.wholeFrom(1),
  dirs: option.texts,
  loud: option.flag,
})

describe('an option', () => {
  it('that is left out has a default that says nothing', () => {
    expect(options.parse({})).toEqual({ tone: null, tries: null, dirs: [], loud: false })
    for (const one of [option.text, option.numberIn(0, 1), option.positive, option.object]) {
      expect(one.parse(undefined)).toBeNull()
    }
    expect(option.objectOrPath.parse(undefined)).toBeNull()
  })

  it.for<[OptionSchema<unknown>, unknown[], unknown[]]>([
    [option.oneOf('a', 'b'), ['a', 'b', null], ['c', '', 7, ['a']]],
    [option.text, ['x', ' ', null], ['', 'a\0b', 7, ['x']]],
    [option.texts, [[], ['x']], ['x', [''], [7], ['a\0'], null]],
    [option.textsLike(/^\w+$/, 'a word', 'words'), [[], ['x', 'y1']], [['x y'], 'x', [null]]],
    [option.wholeFrom(1), [1, 2 ** 53 - 1, null], [0, 1.5, -1, '1', Number.NaN, 2 ** 53]],
    [option.numberIn(0, 2), [0, 0.7, 2, null], [-0.1, 2.1, '1', Number.NaN]],
    [option.positive, [0.01, 5, null], [0, -1, '1', Number.POSITIVE_INFINITY]],
    [option.flag, [true, false], ['true', 1, null]],
    [option.object, [{}, { a: { b: 1 } }, null], [[], '{}', 7]],
    [option.objectOrPath, [{}, './a.json', null], [[], '', 7]],
  ])('takes what it should, and nothing else (%#)', ([schema, good, bad]) => {
    for (const value of good) expect(schema.parse(value)).toEqual(value)
    for (const value of bad) expect(schema.safeParse(value).success).toBe(false)
  })

  it('says what it expects', () => {
    const { error } = options.safeParse({ tries: 0.5, dirs: 'x', loud: 'no' })
    expect(error?.issues.map(({ message }) => message)).toEqual([
      'expected a whole number of at least 1',
      'expected a list of texts',
      'expected true or false',
    ])
  })
})

describe('a table of options', () => {
  it('refuses names that are not in it', () => {
    expect(options.safeParse({ tune: 'terse' }).success).toBe(false)
  })

  it('has types for what is completed and for what is written', () => {
    type Options = OptionsOf<typeof options>
    expectTypeOf<Options['tone']>().toEqualTypeOf<'terse' | 'friendly' | null>()
    expectTypeOf<Options['dirs']>().toEqualTypeOf<readonly string[]>()
    expectTypeOf<OptionsInput<Options>['tries']>().toEqualTypeOf<number | null | undefined>()
    expectTypeOf<OptionsInput<Options>>().toExtend<object>()
    expect(Object.keys(options.shape)).toEqual(['tone', 'tries', 'dirs', 'loud'])
  })
})
