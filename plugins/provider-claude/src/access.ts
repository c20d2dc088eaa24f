import {
  type Access,
  accessOfRules,
  addedDirectories,
  assertGranted,
  impliedAccess,
  type RunPaths,
  type RunRequest,
  startsPrograms,
  toFlags,
  toolOfRule,
  widerAccess,
} from '@htmlgraph/core/provider'
import type { ClaudeOptions } from './options.ts'

type Request = RunRequest<ClaudeOptions>

/** Change nothing. `Agent` is the name by which a model calls Task. */
const READING = ['Read', 'Grep', 'Glob', 'Task', 'Agent']
/** Change nothing here, but send something away: not without the caller's word. */
const FETCHING = ['WebFetch', 'WebSearch']
/** Held in the working directory: Bash by the sandbox, the others by a setting. */
const WRITING = ['Bash', 'Edit', 'Write', 'NotebookEdit']
const TOOLS = { reading: [...READING, ...FETCHING], writing: WRITING }

/** Variables with secrets of Claude Code's own, which the commands of the agent have no need of. */
export const SECRET_VARIABLES: readonly string[] = [
  ...['ANTHROPIC_API_KEY', 'ANTHROPIC_AUTH_TOKEN', 'ANTHROPIC_CUSTOM_HEADERS'],
  'CLAUDE_CODE_OAUTH_TOKEN',
]
/** Places of secrets that the sandbox would let commands read. */
const SECRET_FILES = [
  ...['~/.ssh', '~/.gnupg', '~/.aws', '~/.azure', '~/.config/gcloud', '~/.kube', '~/.netrc'],
  ...['~/.docker/config.json', '~/.git-credentials', '~/.claude/.credentials.json'],
]

/** What these options give by themselves; `null` when they say nothing about it. */
export function grantedAccess({ approval, allowedTools, mcpConfig }: ClaudeOptions): Access | null {
  const named = startsPrograms(mcpConfig) ? 'full-access' : accessOfRules(allowedTools, TOOLS)
  if (approval === 'auto') return widerAccess(named, 'workspace-write')
  return approval === null && named === 'read-only' ? null : named
}

/** The access of a run that names none. */
export const claudeAccess = (options: ClaudeOptions): Access | null =>
  impliedAccess(grantedAccess(options))

/**
 * Who approves, when `approval` says nothing: a run that may write by its `access` works unattended; one that may by
 * its `allowedTools` gets these and no more.
 */
export function effectiveApproval(access: Access, options: ClaudeOptions): keyof typeof MODES {
  if (options.approval !== null) return options.approval
  const isNamed = accessOfRules(options.allowedTools, TOOLS) !== 'read-only'
  return access === 'read-only' || isNamed ? 'manual' : 'auto'
}

const MODES = { auto: 'acceptEdits', manual: 'manual', never: 'dontAsk' } as const

/**
 * The flags that give a run its access and no more.
 *
 * @throws HG_ACCESS_REFUSED when the options give more than the request's access.
 */
export function accessFlags({ access, cwd, options }: Request, { home }: RunPaths): string[] {
  const given = grantedAccess(options)
  const by = 'approval, allowedTools and mcpConfig'
  assertGranted({ provider: 'claude', by, given, access })
  const added = { provider: 'claude', option: 'addDirs', given: options.addDirs, cwd, home, access }
  const shared = {
    'strict-mcp-config': true,
    'permission-prompts': 'none',
    'add-dir': [cwd, ...addedDirectories(added)],
    disallowedTools: options.disallowedTools,
  }
  // Never the repository's settings: 2.1.330 runs their hooks and MCP servers with -p, where nobody is asked for
  // trust. The user's own can open the sandbox, so they are for the run that has none.
  const isUnheld = access === 'full-access' && given === null
  if (isUnheld) {
    return toFlags({ 'setting-sources': 'user', ...shared, 'permission-mode': 'bypassPermissions' })
  }
  const approval = access === 'read-only' ? 'never' : effectiveApproval(access, options)
  // Unattended, Bash is allowed as a whole: left to itself 2.1.330 refuses loops and `$(…)`, sandbox or not.
  const isUnattended = approval === 'auto'
  return toFlags({
    'setting-sources': '',
    ...shared,
    'permission-mode': MODES[approval],
    tools: toolsFor(access, options).join(','),
    allowedTools: isUnattended ? ['Bash', ...options.allowedTools] : options.allowedTools,
    settings: access === 'read-only' ? null : JSON.stringify(heldSettings(isUnattended)),
  })
}

/**
 * The built-in tools of a run.
 *
 * No permission mode of Claude Code 2.1.330 is read-only while it has Bash: without asking, it runs `git status`,
 * and so what the repository's git configuration names. Monitor and EnterWorktree start programs beside the
 * sandbox. Recorded 2026-11.
 */
function toolsFor(access: Access, { allowedTools }: ClaudeOptions): readonly string[] {
  const named = allowedTools.map(toolOfRule).filter((name) => !name.startsWith('mcp__'))
  const given = access === 'read-only' ? READING : [...READING, ...WRITING, ...FETCHING]
  return [...new Set([...given, ...named])]
}

/** What holds commands and edits inside the working directory. Without bubblewrap the run is refused. */
function heldSettings(isUnattended: boolean): object {
  return {
    permissions: { blockWritesOutsideWorkingDirectories: true },
    sandbox: {
      enabled: true,
      failIfUnavailable: true,
      allowUnsandboxedCommands: false,
      autoAllowBashIfSandboxed: isUnattended,
      // Blocks what is not allowed without asking: else npm's call to its registry counts as a denied tool.
      network: { strictAllowlist: true },
      credentials: {
        envVars: SECRET_VARIABLES.map((name) => ({ name, mode: 'deny' })),
        files: SECRET_FILES.map((path) => ({ path, mode: 'deny' })),
      },
    },
  }
}
