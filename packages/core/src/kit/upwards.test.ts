import { expect, it } from 'vitest'
import { upwards } from './upwards.ts'

it('goes from a directory to the root', () => {
  expect(upwards('/a/b')).toEqual(['/a/b', '/a', '/'])
  expect(upwards('/')).toEqual(['/'])
})
