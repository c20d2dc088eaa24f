import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { readConfig } from './read-config.ts'

const directory = mkdtempSync(join(tmpdir(), 'read-config-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))
const path = join(directory, 'config.json')

it.for([
  ['{"a":1}', { a: 1 }],
  [
    '// Managed automatically.\n  // Do not edit.\n{"url":"https://a.example"}',
    { url: 'https://a.example' },
  ],
  ['{\n// one\n"a":1\n}', { a: 1 }],
  ['{"a":', null],
  ['[1]', null],
  ['', null],
] as const)('reads %j as %j', ([text, value]) => {
  writeFileSync(path, text)
  expect(readConfig(path)).toEqual(value)
})

it('takes a file that is not there for an empty object', () => {
  expect(readConfig(join(directory, 'none.json'))).toEqual({})
})
