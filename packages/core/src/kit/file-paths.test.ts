import { basename, dirname } from 'node:path'
import { expect, it } from 'vitest'
import { filePaths } from './file-paths.ts'

const { filename } = import.meta
const option = { provider: 'acme', option: 'images', cwd: dirname(filename) }

it('finds files from the working directory', () => {
  expect(filePaths({ ...option, given: [basename(filename), filename] })).toEqual([
    filename,
    filename,
  ])
})

it.for(['no-such-file', '.'])('refuses %s, which is no file', (received) => {
  expect(() => filePaths({ ...option, given: [received] })).toThrow(
    expect.objectContaining({
      code: 'HG_OPTION_INVALID',
      details: expect.objectContaining({ received }),
    }),
  )
})

it('refuses a path that the CLI would split', () => {
  const commas = { ...option, given: ['a,b'], separator: ',' }
  expect(() => filePaths(commas)).toThrow('a path without ","')
})
