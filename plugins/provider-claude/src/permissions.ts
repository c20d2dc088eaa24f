import {
  HtmlGraphError,
  isAccessWithin,
  type RunPaths,
  type RunRequest,
} from '@htmlgraph/core/provider'
import { claudeAccess, effectiveApproval, isUnheld, toolsFor } from './access.ts'
import { addedDirectories } from './added-directories.ts'
import type { ClaudeOptions } from './options.ts'

type Request = RunRequest<ClaudeOptions>

/** Variables with secrets of Claude Code's own, which the commands of the agent have no need of. */
export const SECRET_VARIABLES: readonly string[] = [
  'ANTHROPIC_API_KEY',
  'ANTHROPIC_AUTH_TOKEN',
  'ANTHROPIC_CUSTOM_HEADERS',
  'CLAUDE_CODE_OAUTH_TOKEN',
]

/** Places of secrets that the sandbox would let commands read. */
const SECRET_FILES = [
  '~/.ssh',
  '~/.gnupg',
  '~/.aws',
  '~/.azure',
  '~/.config/gcloud',
  '~/.kube',
  '~/.docker/config.json',
  '~/.netrc',
  '~/.git-credentials',
  '~/.claude/.credentials.json',
]

/**
 * The flags that give a run its access and no more.
 *
 * @throws HG_ACCESS_REFUSED when the options give more than the request's access.
 */
export function permissionFlags(request: Request, paths: RunPaths): string[] {
  const { access, cwd, options } = request
  assertWithin(request)
  const shared = [
    ...['--strict-mcp-config', '--permission-prompts=none'],
    ...[cwd, ...addedDirectories(request, paths)].map((directory) => `--add-dir=${directory}`),
    ...options.disallowedTools.map((rule) => `--disallowedTools=${rule}`),
  ]
  // Never the repository's settings: 2.1.330 runs their hooks and MCP servers with -p, where nobody is asked for
  // trust. The user's own can open the sandbox, so they are for the run that has none.
  if (isUnheld(access, options)) {
    return ['--setting-sources=user', ...shared, '--permission-mode=bypassPermissions']
  }
  return [
    '--setting-sources=',
    ...shared,
    `--permission-mode=${permissionMode(request)}`,
    `--tools=${toolsFor(access, options).join(',')}`,
    ...allowedRules(request).map((rule) => `--allowedTools=${rule}`),
    ...(access === 'read-only' ? [] : [`--settings=${JSON.stringify(heldSettings(request))}`]),
  ]
}

const MODES = { auto: 'acceptEdits', manual: 'manual', never: 'dontAsk' } as const

function permissionMode({ access, options }: Request): string {
  return access === 'read-only' ? MODES.never : MODES[effectiveApproval(access, options)]
}

/** Unattended, Bash is allowed as a whole: left to itself 2.1.330 refuses loops and `$(…)`, sandbox or not. */
function allowedRules({ access, options }: Request): readonly string[] {
  const isUnattended = effectiveApproval(access, options) === 'auto'
  return isUnattended ? ['Bash', ...options.allowedTools] : options.allowedTools
}

/** What holds commands and edits inside the working directory. Without bubblewrap the run is refused. */
function heldSettings({ access, options }: Request): object {
  return {
    permissions: { blockWritesOutsideWorkingDirectories: true },
    sandbox: {
      enabled: true,
      failIfUnavailable: true,
      allowUnsandboxedCommands: false,
      autoAllowBashIfSandboxed: effectiveApproval(access, options) === 'auto',
      // Blocks what is not allowed without asking: else npm's call to its registry counts as a denied tool.
      network: { strictAllowlist: true },
      credentials: {
        envVars: SECRET_VARIABLES.map((name) => ({ name, mode: 'deny' })),
        files: SECRET_FILES.map((path) => ({ path, mode: 'deny' })),
      },
    },
  }
}

function assertWithin({ access, options }: Request): void {
  const given = claudeAccess(options)
  if (given === null || isAccessWithin(given, access)) return
  throw new HtmlGraphError({
    code: 'HG_ACCESS_REFUSED',
    message: `claude: approval, allowedTools and mcpConfig give ${given}; expected at most ${access}, the run's access.`,
    hint: `Ask for access "${given}", or leave out what gives it.`,
    details: { provider: 'claude', given, access },
  })
}
