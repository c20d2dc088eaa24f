import codexPlugin from '@htmlgraph/provider-codex'
import { anthropicMessages } from '@htmlgraph/testkit/model-server'
import type { AgentCli } from '../src/agent-cli.ts'
import { calls } from '../src/turns.ts'

/** Codex CLI. */
export const codex: AgentCli = {
  id: 'codex',
  name: 'Codex CLI',
  package: { name: '@openai/codex', version: '0.169.0' },
  plugin: codexPlugin,
  dialect: anthropicMessages,
  key: { variable: 'CODEX_API_KEY', value: 'sk-codex-conformance-own' },
  environment({ workspace, url }) {
    // 0.169 ignores OPENAI_BASE_URL.
    workspace.write(`${workspace.home}/.codex/config.toml`, `openai_base_url = "${url}/v1"\n`)
    return {}
  },
  // Other models have their tools in "code mode".
  input: { model: 'gpt-5.5' },
  fullAccess: { access: 'full-access' },
  turns: {
    runs: (command) => calls(['exec_command', { cmd: command }]),
    writes: (path, content = 'written') =>
      calls(['apply_patch', { input: addFile(path, content) }]),
    edits: (path, before, after) =>
      calls(['apply_patch', { input: updateFile(path, before, after) }]),
    reads: (path) => calls(['exec_command', { cmd: `cat '${path}'` }]),
  },
  facts: {
    model: /^gpt-5\.5$/,
    otherModel: { name: 'gpt-6-luna', id: /^gpt-6-luna$/ },
    usage: {
      inputTokens: 1000,
      cachedInputTokens: 300,
      outputTokens: 200,
      reasoningTokens: 80,
    },
    costBasis: 'unknown',
    streams: false,
    showsReasoning: true,
    tellsRetries: true,
    resumesAnywhere: true,
    tellsFileChanges: true,
    commandTool: 'command_execution',
    commandsFrom: 'workspace-write',
    hidesKeyWith: ['workspace-write', 'full-access'],
    // 0.169 runs commands also with read-only access, in its sandbox: they fail, nobody denies them.
    tellsDenied: { write: false, command: false },
    instructions: 'AGENTS.md',
    ownFiles: ['.codex'],
    wording: {
      'context-length': {
        kind: 'api-error',
        status: 400,
        type: 'context_length_exceeded',
        message: 'Your input exceeds the context window of this model.',
      },
      quota: {
        kind: 'api-error',
        status: 429,
        type: 'insufficient_quota',
        message: 'You exceeded your current quota, please check your plan and billing details.',
      },
      'no-model': {
        kind: 'api-error',
        status: 404,
        type: 'model_not_found',
        message: 'The model `gpt-5.5` does not exist or you do not have access to it.',
      },
    },
    verdicts: {},
  },
}

function addFile(path: string, content: string): string {
  const lines = content.split('\n').map((line) => `+${line}`)
  return ['*** Begin Patch', `*** Add File: ${path}`, ...lines, '*** End Patch'].join('\n')
}

function updateFile(path: string, before: string, after: string): string {
  const change = ['@@', `-${before}`, `+${after}`]
  return ['*** Begin Patch', `*** Update File: ${path}`, ...change, '*** End Patch'].join('\n')
}
