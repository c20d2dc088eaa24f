import { expect, it } from 'vitest'
import { readArguments } from './arguments.ts'

const KNOWN = ['claude', 'codex', 'gemini']

it('runs everything and prints for people unless told otherwise', () => {
  expect(readArguments([], KNOWN)).toEqual({ json: false, grep: '', only: KNOWN })
  expect(readArguments(['--json', '--grep', 'hang'], KNOWN)).toEqual({
    json: true,
    grep: 'hang',
    only: KNOWN,
  })
})

it('runs some CLIs, named one by one or in a list', () => {
  expect(readArguments(['--only', 'claude'], KNOWN).only).toEqual(['claude'])
  expect(readArguments(['--only', 'claude,codex'], KNOWN).only).toEqual(['claude', 'codex'])
  expect(readArguments(['--only', 'gemini', '--only', 'codex'], KNOWN).only).toEqual([
    'gemini',
    'codex',
  ])
})

it('names what it does not know', () => {
  expect(() => readArguments(['--only', 'cloud'], KNOWN)).toThrow(
    '--only is "cloud"; expected one of claude, codex, gemini.',
  )
  expect(() => readArguments(['--only', 'claude,'], KNOWN)).toThrow('--only is ""')
  expect(() => readArguments(['--gerp'], KNOWN)).toThrow(/--gerp/)
})
