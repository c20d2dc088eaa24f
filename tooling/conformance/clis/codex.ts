import codexPlugin, { type CodexEvent, type CodexInput } from '@htmlgraph/provider-codex'
import { openaiResponses } from '@htmlgraph/testkit/model-server'
import type { AgentCli } from '../src/agent-cli.ts'
import type { CaseContext, CaseInput } from '../src/case-context.ts'
import type { ConformanceCase } from '../src/conformance-case.ts'
import { calls } from '../src/turns.ts'

/** What a case of Codex alone is given. */
export type CodexContext = CaseContext<CodexInput, CodexEvent>
/** What such a case says about a run. */
export type CodexCaseInput = CaseInput<CodexInput>
/** A case of Codex alone. */
export type CodexCase = ConformanceCase<CodexContext>

/** The settings that make Codex talk to a model server; fewer retries than its own keep the cases short. */
export function apiConfig(url: string): Readonly<Record<string, unknown>> {
  const retries = { request_max_retries: 0, stream_max_retries: 1 }
  const api = { base_url: `${url}/v1`, wire_api: 'responses', env_key: 'CODEX_API_KEY' }
  return {
    model_provider: 'conformance',
    model_providers: { conformance: { name: 'conformance', ...api, ...retries } },
  }
}

/** Codex CLI. */
export const codex: AgentCli = {
  id: 'codex',
  name: 'Codex CLI',
  package: { name: '@openai/codex', version: '0.169.0' },
  plugin: codexPlugin,
  dialect: openaiResponses,
  key: { variable: 'CODEX_API_KEY', value: 'sk-codex-conformance-own' },
  environment: () => ({}),
  // Other models have their tools in "code mode".
  input: { model: 'gpt-5.5' },
  // 0.169 ignores OPENAI_BASE_URL, and below full access the provider ignores the user's settings.
  inputAt: ({ url }) => ({ config: apiConfig(url) }) as CaseInput,
  fullAccess: { access: 'full-access' },
  turns: {
    runs: (command) => calls(['exec_command', { cmd: command, yield_time_ms: 30_000 }]),
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
      cacheWriteTokens: 50,
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
    commandsFrom: 'read-only',
    hidesKeyWith: ['workspace-write', 'full-access'],
    // 0.169 runs commands also with read-only access, in its sandbox.
    tellsDenied: { write: true, command: true },
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
    verdicts: {
      // 0.169 says the same of it as of a stream that was cut.
      malformed: { kind: 'network', retryable: true },
    },
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
