import { type Access, isAccessWithin } from '@htmlgraph/core/provider'
import { startsPrograms } from './mcp-servers.ts'
import type { ClaudeOptions } from './options.ts'

/** Change nothing. `Agent` is the name by which a model calls Task. */
const READING = ['Read', 'Grep', 'Glob', 'Task', 'Agent']
/** Change nothing here, but send something away: not without the caller's word. */
const FETCHING = ['WebFetch', 'WebSearch']
/** Held in the working directory: Bash by the sandbox, the others by a setting. */
const WRITING = ['Bash', 'Edit', 'Write', 'NotebookEdit']

/** What these options give by themselves; `null` when they say nothing about it. */
export function claudeAccess(options: ClaudeOptions): Access | null {
  const { approval, mcpConfig } = options
  const named = startsPrograms(mcpConfig) ? 'full-access' : namedAccess(options)
  if (approval === 'auto') return wider(named, 'workspace-write')
  return approval === null && named === 'read-only' ? null : named
}

/**
 * What these options give to a run that names no access. Never `full-access`: that is left to the caller to ask for,
 * and the command refuses options that need it without.
 */
export function impliedAccess(options: ClaudeOptions): Access | null {
  const given = claudeAccess(options)
  return given === 'full-access' ? null : given
}

/**
 * Who approves, when `approval` says nothing: a run that may write by its `access` works unattended; one that may by
 * its `allowedTools` gets these and no more.
 */
export function effectiveApproval(
  access: Access,
  options: ClaudeOptions,
): 'auto' | 'manual' | 'never' {
  if (options.approval !== null) return options.approval
  return access !== 'read-only' && namedAccess(options) === 'read-only' ? 'auto' : 'manual'
}

/** Whether nothing is held back: only when the caller asked for it by name, beside the options. */
export function isUnheld(access: Access, options: ClaudeOptions): boolean {
  return access === 'full-access' && claudeAccess(options) === null
}

/**
 * The built-in tools of a run.
 *
 * No permission mode of Claude Code 2.1.330 is read-only while it has Bash: without asking, it runs `git status`,
 * and so what the repository's git configuration names. Monitor and EnterWorktree start programs beside the
 * sandbox. Recorded 2026-11.
 */
export function toolsFor(access: Access, options: ClaudeOptions): readonly string[] {
  const named = options.allowedTools.map(nameOfRule).filter((name) => !name.startsWith('mcp__'))
  const given = access === 'read-only' ? READING : [...READING, ...WRITING, ...FETCHING]
  return [...new Set([...given, ...named])]
}

function namedAccess({ allowedTools }: ClaudeOptions): Access {
  return allowedTools.map(accessOfRule).reduce(wider, 'read-only')
}

function accessOfRule(rule: string): Access {
  const name = nameOfRule(rule)
  if ([...READING, ...FETCHING].includes(name)) return 'read-only'
  return WRITING.includes(name) ? 'workspace-write' : 'full-access'
}

function nameOfRule(rule: string): string {
  return rule.replace(/\(.*$/s, '')
}

function wider(one: Access, other: Access): Access {
  return isAccessWithin(one, other) ? other : one
}
