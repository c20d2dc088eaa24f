import { join } from 'node:path'
import claudePlugin, { type ClaudeEvent, type ClaudeInput } from '@htmlgraph/provider-claude'
import { anthropicMessages } from '@htmlgraph/testkit/model-server'
import type { AgentCli } from '../src/agent-cli.ts'
import type { CaseContext, CaseInput } from '../src/case-context.ts'
import type { ConformanceCase } from '../src/conformance-case.ts'
import { requirePrograms } from '../src/require-programs.ts'
import { delegates, edits, reads, runs, writes } from './claude-turns.ts'

/** What a case of Claude Code alone is given. */
export type ClaudeContext = CaseContext<ClaudeInput, ClaudeEvent>
/** What such a case says about a run. */
export type ClaudeCaseInput = CaseInput<ClaudeInput>
/** A case of Claude Code alone. */
export type ClaudeCase = ConformanceCase<ClaudeContext>

/** Whether this process may do everything, so that Claude Code wants to be told that it is in a sandbox. */
export const IS_ROOT: boolean = process.getuid?.() === 0

/** Claude Code. */
export const claude: AgentCli = {
  id: 'claude',
  name: 'Claude Code',
  package: { name: '@anthropic-ai/claude-code', version: '2.1.330', program: programPath() },
  plugin: claudePlugin,
  dialect: anthropicMessages,
  key: { variable: 'ANTHROPIC_API_KEY', value: 'sk-ant-conformance-own' },
  environment: ({ url }) => ({ ANTHROPIC_BASE_URL: url }),
  input: { env: { CLAUDE_CODE_MAX_RETRIES: '1' } },
  fullAccess: { access: 'full-access', ...(IS_ROOT ? { env: { IS_SANDBOX: '1' } } : {}) },
  requireFor: requireSandbox,
  turns: { runs, writes, edits, reads, delegates },
  facts: {
    model: /^claude-[a-z]+-[\d-]+$/,
    otherModel: { name: 'claude-sonnet', id: /^claude-sonnet-[\d-]+$/ },
    usage: {
      inputTokens: 1000,
      cachedInputTokens: 300,
      cacheWriteTokens: 50,
      cacheWriteLongTokens: 20,
      outputTokens: 200,
      reasoningTokens: 80,
    },
    costBasis: 'reported',
    streams: true,
    showsReasoning: true,
    tellsRetries: true,
    resumesAnywhere: true,
    tellsFileChanges: true,
    commandTool: 'Bash',
    commandsFrom: 'workspace-write',
    hidesKeyWith: ['workspace-write'],
    tellsDenied: { write: true, command: true },
    instructions: 'CLAUDE.md',
    // Its sandbox asks npm where the packages are.
    ownFiles: ['.claude', '.claude.json', '.npm'],
    wording: {
      'context-length': {
        kind: 'api-error',
        status: 400,
        message: 'prompt is too long: 250000 tokens > 200000 maximum',
      },
      quota: {
        kind: 'api-error',
        status: 400,
        message: 'Your credit balance is too low to access the Anthropic API.',
      },
      'no-model': { kind: 'api-error', status: 404, message: 'model: claude-nine' },
    },
    verdicts: {},
  },
}

/** Claude Code holds commands in the working directory with other programs. */
function requireSandbox(input: ClaudeCaseInput): void {
  const isHeld = ['approval', 'allowedTools', 'mcpConfig'].some((name) => name in input)
  if (process.platform !== 'linux' || !(isHeld || input.access === 'workspace-write')) return
  requirePrograms(
    ['bwrap', 'socat'],
    'Claude Code holds commands in the working directory with bubblewrap and socat. ' +
      'Install them: sudo apt-get install bubblewrap socat',
  )
}

/** The bin on npm asks for an install script; the program lies in a package of the platform. */
function programPath(): string {
  const platform = `${process.platform}-${process.arch}${isMusl() ? '-musl' : ''}`
  const program = process.platform === 'win32' ? 'claude.exe' : 'claude'
  return join('node_modules', '@anthropic-ai', `claude-code-${platform}`, program)
}

function isMusl(): boolean {
  if (process.platform !== 'linux') return false
  const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } }
  return header.glibcVersionRuntime === undefined
}
