import { expect, it } from 'vitest'
import { readArguments } from './arguments.ts'

it('runs everything and prints for people unless told otherwise', () => {
  expect(readArguments([])).toEqual({ json: false, grep: '' })
  expect(readArguments(['--json', '--grep', 'hang', '--only', 'claude'])).toEqual({
    json: true,
    grep: 'hang',
  })
})

it('names what it does not know', () => {
  expect(() => readArguments(['--only', 'cloud'])).toThrow(
    '--only is "cloud"; expected one of claude.',
  )
  expect(() => readArguments(['--gerp'])).toThrow(/--gerp/)
})
