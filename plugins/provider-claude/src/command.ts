import * as kit from '@htmlgraph/core/provider'
import type { ClaudeOptions } from './options.ts'
import settings from './settings.json' with { type: 'json' }

type Request = kit.RunRequest<ClaudeOptions>
/** `reading` changes nothing; Agent is Task. `fetching` sends away: only by the caller's word. */
const TOOLS = { reading: [...settings.reading, ...settings.fetching], writing: settings.writing }
const MODES = { auto: 'acceptEdits', manual: 'manual', never: 'dontAsk' } as const
const UNHELD = { 'setting-sources': 'user', 'permission-mode': 'bypassPermissions' }
/** Models that think up to a budget they are given. Since generation 5 they decide themselves. */
const BUDGETED = /^claude-(3-|[a-z]+-4-)/

/** What these options give by themselves; `null` when they say nothing about it. */
export function grantedAccess({ approval, ...options }: ClaudeOptions): kit.Access | null {
  const named = kit.accessOfTools(options.allowedTools, TOOLS, options.mcpConfig)
  if (approval === 'auto') return kit.widerAccess(named ?? 'read-only', 'workspace-write')
  return named ?? (approval && 'read-only')
}

/** By default a run works unattended; one that names tools that write has no more than these. */
export function effectiveApproval(access: kit.Access, options: ClaudeOptions): keyof typeof MODES {
  if (access === 'read-only') return 'never'
  const isNamed = kit.accessOfRules(options.allowedTools, TOOLS) !== 'read-only'
  return options.approval ?? (isNamed ? 'manual' : 'auto')
}

/**
 * How to start Claude Code. @throws HG_ACCESS_REFUSED when options give more than the request's
 * access, HG_OPTION_INVALID when they contradict each other.
 */
export function claudeCommand(request: Request, paths: kit.RunPaths): kit.Command {
  const { access, cwd, model, options, prompt, resume, sessionId, stream } = request
  const { addDirs: given, continueSession, effort, forkSession, jsonSchema } = options
  kit.assertOneSession('claude', request)
  const added = { provider: 'claude', option: 'addDirs', given, cwd, home: paths.home, access }
  const { systemPrompt: system, appendSystemPrompt: appended, maxThinkingBudget: budget } = options
  const prompts = { 'system-prompt-file': system, 'append-system-prompt-file': appended }
  const texts = kit.toFileFlags(prompts, paths)
  const mcp = kit.toConfigFlags({ 'mcp-config': options.mcpConfig }, paths)
  const flags = kit.toFlags({
    ...{ 'output-format': 'stream-json', verbose: true, 'include-partial-messages': stream },
    ...{ model, effort, resume, continue: continueSession, 'fork-session': forkSession },
    'session-id': forkSession || (resume === null && !continueSession) ? sessionId : null,
    'add-dir': [cwd, ...kit.addedDirectories(added)],
    ...{ 'max-turns': options.maxTurns, 'max-budget-usd': options.maxBudgetUsd },
    'json-schema': jsonSchema && JSON.stringify(jsonSchema),
  })
  const thinker = model ?? "Claude Code's default model"
  const note = `maxThinkingBudget has no effect: ${thinker} decides how long to think. Use effort.`
  const isIgnored = budget !== null && !BUDGETED.test(thinker)
  return {
    args: ['-p', ...flags, ...accessFlags(request), ...texts.flags, ...mcp.flags],
    // By default it retries 10 times, 190 s with a wrong key; 4 take 8 s and ride out a hiccup: to
    // wait for longer is the caller's to decide. A background command can keep a run from ending.
    // With the working directory as an added one its CLAUDE.md is read, but none of its settings.
    env: { ...settings.variables, MAX_THINKING_TOKENS: budget?.toString() ?? null },
    // It takes `/cost` for a command of its own and ends well; after a line break it is text.
    stdin: prompt.trimStart().startsWith('/') ? `\n${prompt}` : prompt,
    files: [...mcp.files, ...texts.files],
    warnings: [...(isIgnored ? [note] : []), ...kit.addedDirectoryWarnings(added)],
  }
}

/** The flags that give a run its access and no more. */
function accessFlags({ access, options }: Request): string[] {
  const { allowedTools, disallowedTools } = options
  const given = grantedAccess(options)
  const by = 'approval, allowedTools and mcpConfig'
  kit.assertGranted({ provider: 'claude', by, given, access })
  const shared = { 'strict-mcp-config': true, 'permission-prompts': 'none', disallowedTools }
  // Never the repository's settings: 2.1.330 runs their hooks and MCP servers with -p, where nobody
  // is asked for trust. The user's own can open the sandbox: they are for the run that has none.
  if (access === 'full-access' && given === null) return kit.toFlags({ ...UNHELD, ...shared })
  const approval = effectiveApproval(access, options)
  const isUnattended = approval === 'auto'
  // Holds Bash in the working directory, `permissions` the other tools; no run without bubblewrap.
  // `strictAllowlist` blocks without asking: else npm's call to its registry is a denied tool.
  const sandbox = { ...settings.held.sandbox, autoAllowBashIfSandboxed: isUnattended }
  // No permission mode of 2.1.330 is read-only while it has Bash: `git status` runs without asking,
  // and so what the repository's git configuration names. Monitor and EnterWorktree start programs
  // beside the sandbox. Recorded 2026-11.
  const changing = access === 'read-only' ? [] : [...settings.writing, ...settings.fetching]
  const named = allowedTools.map(kit.toolOfRule).filter((name) => !name.startsWith('mcp__'))
  return kit.toFlags({
    ...{ 'setting-sources': '', ...shared, 'permission-mode': MODES[approval] },
    tools: [...new Set([...settings.reading, ...changing, ...named])].join(','),
    // Unattended, Bash is allowed as a whole: by itself 2.1.330 refuses loops and `$(…)`.
    allowedTools: isUnattended ? ['Bash', ...allowedTools] : allowedTools,
    settings: access === 'read-only' ? null : JSON.stringify({ ...settings.held, sandbox }),
  })
}
