import type { Access } from '@htmlgraph/core/provider'
import { describe, expect, it } from 'vitest'
import { claudeAccess } from './access.ts'
import { type ClaudeInput, claudeOptions } from './options.ts'

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
  ])('of %j is %s', ([input, access]) => {
    expect(claudeAccess(claudeOptions.parse(input))).toBe(access)
  })
})
