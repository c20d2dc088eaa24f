import { describe, expect, it } from 'vitest'
import { ACCESS_LEVELS, type Access } from '../contract/index.ts'
import {
  accessOfRules,
  accessOfTools,
  assertGranted,
  impliedAccess,
  toolOfRule,
  widerAccess,
} from './granted-access.ts'

const tools = { reading: ['Read', 'Find'], writing: ['Write', 'Run'] }

describe('the access that options give', () => {
  it('is the wider of two, in whatever order', () => {
    for (const [index, one] of ACCESS_LEVELS.entries()) {
      for (const [other, two] of ACCESS_LEVELS.entries()) {
        expect(widerAccess(one, two)).toBe(ACCESS_LEVELS[Math.max(index, other)])
      }
    }
  })

  it('is never full by itself', () => {
    expect([null, ...ACCESS_LEVELS].map(impliedAccess)).toEqual([
      null,
      'read-only',
      'workspace-write',
      null,
    ])
  })

  it.for<[string[], Access]>([
    [[], 'read-only'],
    [['Read', 'Find(*.ts)'], 'read-only'],
    [['Read', 'Run(npm test)'], 'workspace-write'],
    [['Write', 'Read(x)'], 'workspace-write'],
    [['Write', 'Teleport'], 'full-access'],
    [['read'], 'full-access'],
    [['Read '], 'full-access'],
    [['*'], 'full-access'],
    [['(Read)'], 'full-access'],
  ])('by the rules %j is %s: a tool nobody knows may do anything', ([rules, access]) => {
    expect(accessOfRules(rules, tools)).toBe(access)
  })

  it('takes of a rule all before its first bracket for the tool', () => {
    expect(['Run', 'Run(a(b)c)', 'Run(a\nb)', '(x)'].map(toolOfRule)).toEqual([
      'Run',
      'Run',
      'Run',
      '',
    ])
  })

  it.for<[Access | null, Access, boolean]>([
    [null, 'read-only', false],
    ['read-only', 'read-only', false],
    ['workspace-write', 'full-access', false],
    ['workspace-write', 'read-only', true],
    ['full-access', 'workspace-write', true],
  ])('of %s within %s is refused: %s', ([given, access, isRefused]) => {
    const check = (): void =>
      assertGranted({ provider: 'acme', by: 'these options', given, access })
    if (!isRefused) return check()
    expect(check).toThrow(
      expect.objectContaining({
        code: 'HG_ACCESS_REFUSED',
        message: `acme: these options give ${given}; expected at most ${access}, the run's access.`,
        hint: `Ask for access "${given}", or leave out what gives it.`,
      }),
    )
  })
})

describe('the access of tools and MCP servers together', () => {
  const remote = { mcpServers: { a: { type: 'http', url: 'https://mcp.example.org' } } }

  it.for<[string[], Readonly<Record<string, unknown>> | string | null, Access | null]>([
    [[], null, null],
    [['Read'], remote, null],
    [['Write'], remote, 'workspace-write'],
    [['Teleport'], null, 'full-access'],
    [['Read'], { mcpServers: { a: { command: 'sh' } } }, 'full-access'],
    [[], './mcp.json', 'full-access'],
  ])('of %j with %j is %s', ([rules, mcpConfig, access]) => {
    expect(accessOfTools(rules, tools, mcpConfig)).toBe(access)
  })
})
