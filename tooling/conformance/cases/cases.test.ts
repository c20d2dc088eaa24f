import { describe, expect, it } from 'vitest'
import { claude } from '../clis/claude.ts'
import { codex } from '../clis/codex.ts'
import { copilot } from '../clis/copilot.ts'
import { gemini } from '../clis/gemini.ts'
import { casesOf } from './index.ts'

describe.for([claude, codex, gemini, copilot])('$name', (cli) => {
  const titles = casesOf(cli).map(({ theme, name }) => `${theme}: ${name}`)

  it('has at least 25 cases', () => {
    expect(titles.length).toBeGreaterThanOrEqual(25)
  })

  it('has no two cases of one title', () => {
    expect(new Set(titles).size).toBe(titles.length)
  })
})
