import { describe, expect, it } from 'vitest'
import { countLines, countProviders, findVendorLines, findVendors } from './source-rules.ts'

describe('a provider', () => {
  it.for(Object.entries(countProviders()))(
    'says in at most 300 lines what it knows, with comments and blank lines: %s',
    ([, lines]) => {
      expect(lines).toBeGreaterThan(0)
      expect(lines).toBeLessThanOrEqual(300)
    },
  )

  it('has at least four of its kind', () => {
    expect(Object.keys(countProviders()).length).toBeGreaterThanOrEqual(4)
  })

  it('is counted with blank lines and comments', () => {
    expect(countLines('/** A sentence. */\n// A reason.\n\nexport const one = 1\n')).toBe(4)
    expect(countLines('const one = 1\nconst two = 2')).toBe(2)
    expect(countLines('')).toBe(0)
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
