import { describe, expect, it } from 'vitest'
import { claudeOptions } from './options.ts'

const expectations = (input: object): string[] => {
  const parsed = claudeOptions.safeParse(input)
  return parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
}

describe('the options of Claude Code', () => {
  it('are complete when nothing is said', () => {
    expect(claudeOptions.parse({})).toEqual({
      approval: null,
      maxThinkingBudget: null,
      effort: null,
      continueSession: false,
      forkSession: false,
      addDirs: [],
      allowedTools: [],
      disallowedTools: [],
      mcpConfig: null,
      systemPrompt: null,
      appendSystemPrompt: null,
      jsonSchema: null,
      maxTurns: null,
      maxBudgetUsd: null,
    })
  })

  it.for([
    { approval: 'auto', effort: 'max', maxThinkingBudget: 10_000 },
    { allowedTools: ['Read', 'Bash(npm run test:*)', 'mcp__docs__search', 'Edit(./src/**)'] },
    { mcpConfig: './mcp.json', maxTurns: 1, maxBudgetUsd: 0.01 },
    { mcpConfig: { mcpServers: {} }, jsonSchema: { type: 'object' }, approval: null },
  ])('take %j', (input) => {
    expect(claudeOptions.parse(input)).toMatchObject(input)
  })

  it.for<[object, string]>([
    [{ approval: 'yes' }, 'approval'],
    [{ effort: 'enormous' }, 'effort'],
    [{ maxThinkingBudget: 0 }, 'maxThinkingBudget: expected a whole number of at least 1'],
    [{ maxThinkingBudget: 1.5 }, 'maxThinkingBudget: expected a whole number of at least 1'],
    [{ maxThinkingBudget: '10000' }, 'maxThinkingBudget: expected a whole number of at least 1'],
    [{ maxTurns: -1 }, 'maxTurns: expected a whole number of at least 1'],
    [{ maxBudgetUsd: 0 }, 'maxBudgetUsd: expected a number above 0'],
    [{ maxBudgetUsd: Number.NaN }, 'maxBudgetUsd: expected a number above 0'],
    [{ continueSession: 'true' }, 'continueSession: expected true or false'],
    [{ forkSession: 1 }, 'forkSession: expected true or false'],
    [{ addDirs: '/data' }, 'addDirs: expected a list of texts'],
    [{ addDirs: [''] }, 'addDirs.0: expected a text that is not empty'],
    [{ systemPrompt: 'a\0b' }, 'systemPrompt: expected a text without NUL characters'],
    [{ appendSystemPrompt: '' }, 'appendSystemPrompt: expected a text that is not empty'],
    [{ jsonSchema: '{}' }, 'jsonSchema: expected an object'],
    [{ jsonSchema: [] }, 'jsonSchema: expected an object'],
    [{ mcpConfig: 7 }, 'mcpConfig'],
    [{ allowedTools: 'Bash' }, 'allowedTools: expected a list of tools or rules'],
    [{ allowedTools: ['Read,Bash'] }, 'allowedTools.0: expected one tool or rule'],
    [{ allowedTools: ['Read Bash'] }, 'allowedTools.0: expected one tool or rule'],
    [{ allowedTools: ['Read(x),Bash(y)'] }, 'allowedTools.0: expected one tool or rule'],
    [{ disallowedTools: ['Bash('] }, 'disallowedTools.0: expected one tool or rule'],
    [{ aproval: 'auto' }, ''],
  ])('refuse %j and say what they expect', ([input, message]) => {
    expect(expectations(input)).toEqual([expect.stringContaining(message)])
  })
})
