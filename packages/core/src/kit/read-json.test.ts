import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  parseObject,
  parseObjects,
  readAmount,
  readContent,
  readObject,
  readObjects,
  readPath,
  readText,
  readTexts,
  textAt,
} from './read-json.ts'

describe('what is read from JSON', () => {
  it.for(['', '{', '[]', '[{}]', 'null', '7', '"{}"', '{} {}', 'toString'])(
    'is no object in %j',
    (text) => {
      expect(parseObject(text)).toBeNull()
    },
  )

  it('is an object with all its fields', () => {
    expect(parseObject(' {"a":{"b":[1]}} ')).toEqual({ a: { b: [1] } })
  })

  it('is each object among the lines of a text', () => {
    expect(parseObjects('{"a":1}\n\nlog\n[2]\n{"b":\n{"c":3}')).toEqual([{ a: 1 }, { c: 3 }])
  })

  it('is a text at the end of a path, and an empty one where there is none', () => {
    expect(textAt({ a: { b: 'c' } }, 'a.b')).toBe('c')
    for (const path of ['a', 'a.b.c', 'x']) expect(textAt({ a: { b: 'c' } }, path)).toBe('')
    expect(textAt(null, 'a')).toBe('')
  })

  it.for([undefined, null, 7, 'text', true, [], () => 1])(
    'is nothing of its kind in %j',
    (value) => {
      expect(readObject(value)).toEqual({})
      if (typeof value !== 'string') expect(readText(value)).toBeNull()
      if (typeof value !== 'string') expect(readContent(value)).toBeNull()
      expect(readObjects(value)).toEqual([])
      expect(readTexts(value)).toEqual([])
      if (value !== 7) expect(readAmount(value)).toBeNull()
    },
  )

  it('is picked out of lists that hold other things too', () => {
    const list = [{ a: 1 }, null, 'x', ['y'], 7, {}]
    expect(readObjects(list)).toEqual([{ a: 1 }, {}])
    expect(readTexts(list)).toEqual(['x'])
  })

  it('is an amount if it can count something', () => {
    const numbers = [0, -0, 1.5, -1, Number.NaN, Infinity, '7']
    expect(numbers.map(readAmount)).toEqual([0, -0, 1.5, null, null, null, null])
  })

  it('is the text of a content, in one piece or in blocks', () => {
    expect(readContent('all')).toBe('all')
    expect(readContent('')).toBe('')
    expect(readContent([{ text: 'one' }, { image: 'x' }, { text: 'two' }])).toBe('one\ntwo')
    expect(readContent([{ image: 'x' }])).toBeNull()
  })

  it('is found by a path of own fields', () => {
    const event = { a: { b: { c: 0 } }, list: [{ d: 1 }], text: 'abc' }
    expect(readPath(event, 'a.b.c')).toBe(0)
    for (const path of [
      'a.x',
      'a.b.c.d',
      'list.0',
      'text.length',
      'a.__proto__',
      'constructor',
      '',
    ]) {
      expect(readPath(event, path)).toBeUndefined()
    }
  })

  it('never throws, whatever it is', () => {
    fc.assert(
      fc.property(fc.anything(), fc.string(), (value, text) => {
        for (const read of [
          readObject,
          readObjects,
          readText,
          readTexts,
          readAmount,
          readContent,
        ]) {
          read(value)
        }
        readPath(readObject(value), text)
        parseObject(text)
      }),
    )
  })
})
