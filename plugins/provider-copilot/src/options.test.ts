import { describe, expect, it } from 'vitest'
import { copilotOptions } from './options.ts'

describe('the options of Copilot CLI', () => {
  it('are complete when none is given', () => {
    expect(copilotOptions.parse({})).toEqual({
      allowTools: [],
      denyTools: [],
      allowAllTools: false,
      addDirs: [],
      mcpConfig: null,
      reasoningEffort: null,
      maxAiCredits: null,
      continueSession: false,
      noCustomInstructions: false,
    })
  })

  it.for([
    {
      allowTools: ['write', 'write(src/**)', 'shell(git:*)', 'url(https://a.example)', 'docs(ask)'],
    },
    { denyTools: ['shell(git push)'] },
    { maxAiCredits: 30 },
    { reasoningEffort: 'none' },
    { mcpConfig: './mcp.json' },
    { mcpConfig: { mcpServers: {} } },
  ])('take %j', (input) => {
    expect(copilotOptions.parse(input)).toMatchObject(input)
  })

  it.for([
    // Copilot CLI would take each for two rules.
    { allowTools: ['write,shell'] },
    { allowTools: ['write(a,shell)'] },
    { allowTools: ['write shell'] },
    { allowTools: ['write(a)(b)'] },
    { allowTools: [''] },
    { denyTools: 'shell' },
    { maxAiCredits: 29 },
    { maxAiCredits: 30.5 },
    { reasoningEffort: 'hard' },
    { addDirs: ['a\0b'] },
    { approval: 'auto' },
  ])('refuse %j', (input) => {
    expect(copilotOptions.safeParse(input).success).toBe(false)
  })
})
