import { describe, expect, it } from 'vitest'
import { parseArguments } from './parse-arguments.ts'
import { parseDuration } from './parse-duration.ts'
import { parsePairs } from './parse-pairs.ts'
import { UsageError } from './usage-error.ts'

const rules = {
  options: {
    model: { type: 'string', value: '<name>', summary: '' },
    option: { type: 'string', multiple: true, summary: '' },
    json: { type: 'boolean', summary: '' },
  },
  positionals: 2,
  hintFor: async (name: string) => `hint for ${name}`,
} as const

const parse = (...args: string[]) => parseArguments(args, rules)

describe('parseArguments', () => {
  it('sorts options and positionals in any order', async () => {
    const parsed = await parse('claude', '--option', 'a=1', '--json', 'hello', '--option=b=2')
    expect(parsed.positionals).toEqual(['claude', 'hello'])
    expect(parsed.values).toEqual({ model: undefined, option: ['a=1', 'b=2'], json: true })
  })

  it('takes everything behind -- as it is', async () => {
    const parsed = await parse('claude', '--', '--json')
    expect(parsed.positionals).toEqual(['claude', '--json'])
    expect(parsed.values.json).toBe(false)
  })

  it.each([
    [['--modle', 'x'], 'There is no option --modle.', 'hint for --modle'],
    [['-x'], 'There is no option -x.', 'hint for -x'],
    [['--model'], '--model needs a value: --model <name>.', null],
    [['--model', '--json'], '--model needs a value', 'write --model=--json'],
    [['--json=1'], '--json takes no value; it was given "1".', null],
    [['--model', 'a', '--model', 'b'], '--model is given twice; expected once.', null],
    [['a', 'b', 'c d'], 'The first one too many is "c d".', 'in quotes'],
  ])('refuses %j', async (args, message, hint) => {
    const error = await parse(...args).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(UsageError)
    expect((error as UsageError).message).toContain(message)
    if (hint === null) expect((error as UsageError).hint).toBeNull()
    else expect((error as UsageError).hint).toContain(hint)
  })
})

describe('parseDuration', () => {
  it.each([
    ['90', 90_000],
    ['500ms', 500],
    ['1.5s', 1500],
    ['10m', 600_000],
    ['1h', 3_600_000],
    ['none', null],
    [undefined, undefined],
  ])('reads %j', (text, milliseconds) => {
    expect(parseDuration('timeout', text)).toBe(milliseconds)
  })

  it.each(['0', '-1s', '10 minutes', 'ten', '', '0ms'])('refuses %j', (text) => {
    expect(() => parseDuration('timeout', text)).toThrow(`--timeout is ${JSON.stringify(text)}`)
  })
})

describe('parsePairs', () => {
  it('reads JSON where there is JSON, and text elsewhere', () => {
    const pairs = ['turns=3', 'effort=high', 'tools=["Read"]', 'id=007', 'flag=true', 'query=a=b']
    expect(parsePairs('option', pairs)).toEqual({
      turns: 3,
      effort: 'high',
      tools: ['Read'],
      id: '007',
      flag: true,
      query: 'a=b',
    })
  })

  it.each(['1.10', '1234e5', '12345678901234567890', '-0', ' 7'])('keeps %j as it is', (text) => {
    expect(parsePairs('property', [`version=${text}`])).toEqual({ version: text })
  })

  it('refuses what has no key, no value or a key twice, and a key that would get lost', () => {
    expect(() => parsePairs('option', ['__proto__=2'])).toThrow('cannot be named __proto__')
    expect(() => parsePairs('option', ['turns'])).toThrow('expected key=value')
    expect(() => parsePairs('option', ['=3'])).toThrow('expected key=value')
    expect(() => parsePairs('option', ['a=1', 'a=2'])).toThrow('names "a" twice')
  })
})
