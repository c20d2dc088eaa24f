import type { Access } from '@htmlgraph/core/provider'
import { describe, expect, it } from 'vitest'
import { effectiveApproval, grantedAccess } from './command.ts'
import { claude } from './index.ts'
import { type ClaudeInput, claudeOptions } from './options.ts'

const local: ClaudeInput = { mcpConfig: { mcpServers: { docs: { command: 'docs' } } } }

describe('the access that the options give', () => {
  it.for<[ClaudeInput, Access | null]>([
    [{}, null],
    [{ allowedTools: ['Read', 'WebFetch(domain:example.org)'] }, null],
    [{ approval: 'auto' }, 'workspace-write'],
    [{ approval: 'manual' }, 'read-only'],
    [{ approval: 'never' }, 'read-only'],
    [{ approval: 'manual', allowedTools: ['Grep', 'WebSearch'] }, 'read-only'],
    [{ approval: 'manual', allowedTools: ['Bash(npm test)'] }, 'workspace-write'],
    [{ approval: 'never', allowedTools: ['Read', 'Edit(./src/**)'] }, 'workspace-write'],
    [{ allowedTools: ['Write'] }, 'workspace-write'],
    [{ approval: 'auto', allowedTools: ['NotebookEdit'] }, 'workspace-write'],
    [{ allowedTools: ['mcp__docs__search'] }, 'full-access'],
    [{ approval: 'auto', allowedTools: ['mcp__docs'] }, 'full-access'],
    [{ approval: 'never', allowedTools: ['Monitor'] }, 'full-access'],
    [{ approval: 'never', allowedTools: ['*'] }, 'full-access'],
    [{ approval: 'never', disallowedTools: ['Bash'] }, 'read-only'],
    [local, 'full-access'],
    [{ ...local, approval: 'never' }, 'full-access'],
    [{ ...local, approval: 'auto', allowedTools: ['Bash'] }, 'full-access'],
    [{ mcpConfig: './mcp.json' }, 'full-access'],
    [{ mcpConfig: { mcpServers: { docs: { type: 'http', url: 'https://a.example' } } } }, null],
  ])('of %j is %s', ([input, access]) => {
    expect(grantedAccess(claudeOptions.parse(input))).toBe(access)
  })

  it.for<[ClaudeInput, Access | null]>([
    [local, null],
    [{ allowedTools: ['mcp__docs'] }, null],
    [{ approval: 'auto' }, 'workspace-write'],
    [{ approval: 'never' }, 'read-only'],
  ])('of %j is %s for a run that names none: never full-access', ([input, access]) => {
    expect(claude.access(claudeOptions.parse(input))).toBe(access)
  })

  it.for<[ClaudeInput, string]>([
    [local, 'auto'],
    [{ ...local, allowedTools: ['Read'] }, 'auto'],
    [{ ...local, allowedTools: ['mcp__docs'] }, 'manual'],
    [{ ...local, approval: 'never' }, 'never'],
  ])('leaves it to allowedTools and approval who approves: %j is %s', ([input, approval]) => {
    expect(effectiveApproval('full-access', claudeOptions.parse(input))).toBe(approval)
  })
})
