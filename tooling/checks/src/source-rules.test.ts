import { describe, expect, it } from 'vitest'
import { countCodeLines, countProviders, findVendorLines, findVendors } from './source-rules.ts'

const SOURCE = `
/** A sentence. */
// A reason.
export const one = 1 // code, for all its comment

/**
 * More,
 *
 * in a block.
 */
export const url = 'https://example.org/*' /* and here */
  /* a block
     within */ const three = 3
/* first */ export const four = 4
const two = \`
\`
`

describe('a provider', () => {
  it.for(Object.entries(countProviders()))(
    'says in at most 300 lines of code what it knows: %s',
    ([, lines]) => {
      expect(lines).toBeGreaterThan(0)
      expect(lines).toBeLessThanOrEqual(300)
    },
  )

  it('has at least four of its kind', () => {
    expect(Object.keys(countProviders()).length).toBeGreaterThanOrEqual(4)
  })

  it('is counted without blank lines and comments', () => {
    expect(countCodeLines(SOURCE)).toBe(6)
    expect(countCodeLines('')).toBe(0)
  })
})

describe('core', () => {
  it('names no vendor and no CLI, not even in a test', () => {
    expect(findVendors()).toEqual([])
  })

  it('is searched for names however they are written', () => {
    const source = ['const a = 1', "spawnClaude('x')", 'GOOGLE_KEY', '// as Codex does'].join('\n')
    expect(findVendorLines('a.ts', source).map(({ number }) => number)).toEqual([2, 3, 4])
  })
})
