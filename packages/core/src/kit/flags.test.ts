import fc from 'fast-check'
import { expect, it } from 'vitest'
import { toFlags } from './flags.ts'

it('leaves out what is null or false, names what is true, and repeats lists', () => {
  const values = {
    model: 'big',
    fast: true,
    slow: false,
    resume: null,
    dir: ['/a', '-b'],
    none: [],
  }
  expect(toFlags(values)).toEqual(['--model=big', '--fast', '--dir=/a', '--dir=-b'])
})

it('keeps 0 and an empty text, which say something', () => {
  expect(toFlags({ turns: 0, sources: '' })).toEqual(['--turns=0', '--sources='])
})

it('lets no value become a flag, or be lost', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), (dir) => {
      expect(toFlags({ dir }).map((flag) => flag.replace(/^--dir=/, ''))).toEqual(dir)
    }),
  )
})
