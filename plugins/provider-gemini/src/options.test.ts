import { describe, expect, it } from 'vitest'
import { geminiOptions } from './options.ts'

const expectations = (input: object): string[] => {
  const parsed = geminiOptions.safeParse(input)
  return parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
}

describe('the options of Gemini CLI', () => {
  it('are complete when nothing is said', () => {
    expect(geminiOptions.parse({})).toEqual({
      approvalMode: null,
      temperature: null,
      includeDirectories: [],
      continueSession: false,
      maxTurns: null,
      systemPrompt: null,
      sandbox: false,
      trustWorkspace: false,
    })
  })

  it.for([
    { temperature: 0 },
    { temperature: 2, approvalMode: 'auto_edit', includeDirectories: ['../docs'] },
    { maxTurns: 1, systemPrompt: 'Be brief.', sandbox: true, trustWorkspace: true },
  ])('take %j', (input) => {
    expect(geminiOptions.parse(input)).toMatchObject(input)
  })

  it.for<[object, string]>([
    [{ approvalMode: 'autoEdit' }, 'approvalMode'],
    [{ temperature: 2.1 }, 'temperature'],
    [{ temperature: -0.1 }, 'temperature'],
    [{ temperature: Number.NaN }, 'temperature'],
    [{ temperature: '1' }, 'temperature'],
    [{ includeDirectories: 'docs' }, 'includeDirectories: expected a list of texts'],
    [{ includeDirectories: [''] }, 'includeDirectories.0: expected a text that is not empty'],
    [{ maxTurns: 0 }, 'maxTurns: expected a whole number of at least 1'],
    [{ systemPrompt: 'a\0b' }, 'systemPrompt: expected a text without NUL characters'],
    [{ sandbox: 'docker' }, 'sandbox: expected true or false'],
    [{ trustWorkspace: 1 }, 'trustWorkspace: expected true or false'],
    [{ continueSession: 'latest' }, 'continueSession: expected true or false'],
    [{ tempeature: 1 }, ''],
  ])('refuse %j and say what they expect', ([input, message]) => {
    expect(expectations(input)).toEqual([expect.stringContaining(message)])
  })
})
