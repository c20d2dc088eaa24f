import { expect, it } from 'vitest'
import { interleave } from './run-cases.ts'

it('takes one from each list in turn until all are empty', () => {
  expect(interleave([['a1', 'a2', 'a3'], ['b1'], [], ['c1', 'c2']])).toEqual([
    ...['a1', 'b1', 'c1'],
    ...['a2', 'c2'],
    'a3',
  ])
  expect(interleave([])).toEqual([])
})
