import * as kit from '@htmlgraph/core/provider'
import held from './held-settings.json' with { type: 'json' }
import type { ClaudeOptions } from './options.ts'

/** Change nothing. `Agent` is the name by which a model calls Task. */
const READING = ['Read', 'Grep', 'Glob', 'Task', 'Agent']
/** Change nothing here, but send something away: not without the caller's word. */
const FETCHING = ['WebFetch', 'WebSearch']
/** Held in the working directory: Bash by the sandbox, the others by a setting. */
const WRITING = ['Bash', 'Edit', 'Write', 'NotebookEdit']
const TOOLS = { reading: [...READING, ...FETCHING], writing: WRITING }

const MODES = { auto: 'acceptEdits', manual: 'manual', never: 'dontAsk' } as const
const UNHELD = { 'setting-sources': 'user', 'permission-mode': 'bypassPermissions' }

/** Variables with secrets of Claude Code's own, of which the agent's commands have no need. */
export const SECRET_VARIABLES = held.sandbox.credentials.envVars.map(({ name }) => name)

/** What these options give by themselves; `null` when they say nothing about it. */
export function grantedAccess({ approval, ...options }: ClaudeOptions): kit.Access | null {
  const isAnything = kit.startsPrograms(options.mcpConfig)
  const named = isAnything ? 'full-access' : kit.accessOfRules(options.allowedTools, TOOLS)
  if (approval === 'auto') return kit.widerAccess(named, 'workspace-write')
  return approval === null && named === 'read-only' ? null : named
}

/** The access of a run that names none. */
export const claudeAccess = (options: ClaudeOptions): kit.Access | null =>
  kit.impliedAccess(grantedAccess(options))

/**
 * Who approves, when `approval` says nothing: a run that may write by its `access` works
 * unattended; one that may by its `allowedTools` gets these and no more.
 */
export function effectiveApproval(access: kit.Access, options: ClaudeOptions): keyof typeof MODES {
  if (options.approval !== null) return options.approval
  const isNamed = kit.accessOfRules(options.allowedTools, TOOLS) !== 'read-only'
  return access === 'read-only' || isNamed ? 'manual' : 'auto'
}

/**
 * The flags that give a run its access and no more.
 *
 * @throws HG_ACCESS_REFUSED when the options give more than the request's access.
 */
export function accessFlags({ access, options }: kit.RunRequest<ClaudeOptions>): string[] {
  const { allowedTools, disallowedTools } = options
  const given = grantedAccess(options)
  const by = 'approval, allowedTools and mcpConfig'
  kit.assertGranted({ provider: 'claude', by, given, access })
  const shared = { 'strict-mcp-config': true, 'permission-prompts': 'none', disallowedTools }
  // Never the repository's settings: 2.1.330 runs their hooks and MCP servers with -p, where nobody
  // is asked for trust. The user's own can open the sandbox: they are for the run that has none.
  if (access === 'full-access' && given === null) return kit.toFlags({ ...UNHELD, ...shared })
  const approval = access === 'read-only' ? 'never' : effectiveApproval(access, options)
  const isUnattended = approval === 'auto'
  // Holds commands and edits inside the working directory; without bubblewrap the run is refused.
  // `strictAllowlist` blocks without asking: else npm's call to its registry is a denied tool.
  const sandbox = { ...held.sandbox, autoAllowBashIfSandboxed: isUnattended }
  return kit.toFlags({
    'setting-sources': '',
    ...shared,
    'permission-mode': MODES[approval],
    tools: toolsFor(access, allowedTools).join(','),
    // Unattended, Bash is allowed as a whole: by itself 2.1.330 refuses loops and `$(…)`.
    allowedTools: isUnattended ? ['Bash', ...allowedTools] : allowedTools,
    settings: access === 'read-only' ? null : JSON.stringify({ ...held, sandbox }),
  })
}

/**
 * The built-in tools of a run. No permission mode of 2.1.330 is read-only while it has Bash: `git
 * status` runs without asking, and so what the repository's git configuration names. Monitor and
 * EnterWorktree start programs beside the sandbox. Recorded 2026-11.
 */
function toolsFor(access: kit.Access, allowedTools: readonly string[]): readonly string[] {
  const named = allowedTools.map(kit.toolOfRule).filter((name) => !name.startsWith('mcp__'))
  const given = access === 'read-only' ? READING : [...READING, ...WRITING, ...FETCHING]
  return [...new Set([...given, ...named])]
}
