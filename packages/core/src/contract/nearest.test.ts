import { describe, expect, it } from 'vitest'
import { nameHint, nearestName } from './nearest.ts'

const NAMES = ['claude', 'codex', 'gemini', 'timeoutMs']

describe('nearestName', () => {
  it.each([
    ['cluade', 'claude'],
    ['codx', 'codex'],
    ['Gemini', 'gemini'],
    ['TIMEOUTMS', 'timeoutMs'],
    ['timeout', 'timeoutMs'],
  ])('of %s is %s', (received, nearest) => {
    expect(nearestName(received, NAMES)).toBe(nearest)
  })

  it.each(['', 'something-quite-different', 'zzzzz'])('of %j is nothing', (received) => {
    expect(nearestName(received, NAMES)).toBeNull()
  })

  it('is nothing when there are no names', () => {
    expect(nearestName('claude', [])).toBeNull()
  })
})

describe('nameHint', () => {
  it('names the nearest and all', () => {
    expect(nameHint('codx', ['claude', 'codex'])).toBe(
      'Did you mean "codex"? Known: claude, codex.',
    )
  })

  it('names all when none is near', () => {
    expect(nameHint('qqqqqqqq', ['claude', 'codex'])).toBe('Known: claude, codex.')
  })

  it('says so when there are none', () => {
    expect(nameHint('codex', [])).toBe('There are none.')
  })
})
