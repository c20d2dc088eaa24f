import { describe, expect, it } from 'vitest'
import { nameHint, nearestName } from './nearest.ts'

const NAMES = ['falcon', 'otter', 'heron', 'timeoutMs']

describe('nearestName', () => {
  it.each([
    ['flacon', 'falcon'],
    ['oter', 'otter'],
    ['Heron', 'heron'],
    ['TIMEOUTMS', 'timeoutMs'],
    ['timeout', 'timeoutMs'],
  ])('of %s is %s', (received, nearest) => {
    expect(nearestName(received, NAMES)).toBe(nearest)
  })

  it.each(['', 'something-quite-different', 'zzzzz'])('of %j is nothing', (received) => {
    expect(nearestName(received, NAMES)).toBeNull()
  })

  it('is nothing when there are no names', () => {
    expect(nearestName('falcon', [])).toBeNull()
  })
})

describe('nameHint', () => {
  it('names the nearest and all', () => {
    expect(nameHint('oter', ['falcon', 'otter'])).toBe(
      'Did you mean "otter"? Known: falcon, otter.',
    )
  })

  it('names all when none is near', () => {
    expect(nameHint('qqqqqqqq', ['falcon', 'otter'])).toBe('Known: falcon, otter.')
  })

  it('says so when there are none', () => {
    expect(nameHint('otter', [])).toBe('There are none.')
  })
})
