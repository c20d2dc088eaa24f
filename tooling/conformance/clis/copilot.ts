import copilotPlugin, { type CopilotEvent, type CopilotInput } from '@htmlgraph/provider-copilot'
import { openaiChat } from '@htmlgraph/testkit/model-server'
import type { AgentCli } from '../src/agent-cli.ts'
import type { CaseContext } from '../src/case-context.ts'
import { calls } from '../src/turns.ts'

/** What a case of Copilot CLI alone is given. */
export type CopilotContext = CaseContext<CopilotInput, CopilotEvent>

/** Copilot CLI, with a model of one's own: GitHub cannot be asked offline. */
export const copilot: AgentCli = {
  id: 'copilot',
  name: 'Copilot CLI',
  package: { name: '@github/copilot', version: '1.0.102' },
  plugin: copilotPlugin,
  dialect: openaiChat,
  key: { variable: 'COPILOT_PROVIDER_API_KEY', value: 'copilot-conformance-own' },
  // A provider of one's own may ask for none.
  withoutKey: { COPILOT_PROVIDER_BASE_URL: '', COPILOT_OFFLINE: '' },
  environment: ({ url, cache }) => ({
    COPILOT_OFFLINE: 'true',
    COPILOT_AUTO_UPDATE: 'false',
    COPILOT_PROVIDER_BASE_URL: `${url}/v1`,
    // Models of OpenAI write files with a patch, in a tool that is no function.
    COPILOT_MODEL: 'claude-sonnet-4.6',
    // 1.0.102 unpacks 235 MB there at its first start.
    XDG_CACHE_HOME: cache,
  }),
  input: {},
  fullAccess: { access: 'full-access' },
  turns: {
    runs: (command) => calls(['bash', { command, description: 'Runs a command', mode: 'sync' }]),
    writes: (path, content = 'written') => calls(['create', { path, file_text: content }]),
    edits: (path, before, after) => calls(['edit', { path, old_str: before, new_str: after }]),
    reads: (path) => calls(['view', { path }]),
    // Subagents are there with full access only.
  },
  facts: {
    model: /^claude-sonnet-4\.6$/,
    otherModel: { name: 'gpt-5.5', id: /^gpt-5\.5$/ },
    usage: {
      inputTokens: 1000,
      cachedInputTokens: 300,
      cacheWriteTokens: 50,
      outputTokens: 200,
      reasoningTokens: 80,
    },
    costBasis: 'unknown',
    streams: true,
    showsReasoning: true,
    tellsRetries: true,
    resumesAnywhere: true,
    tellsFileChanges: true,
    commandTool: 'bash',
    commandsFrom: 'full-access',
    hidesKeyWith: ['full-access'],
    tellsDenied: { write: true, command: true },
    instructions: 'AGENTS.md',
    ownFiles: ['.copilot', '.cache'],
    wording: {
      'context-length': {
        kind: 'api-error',
        status: 400,
        type: 'context_length_exceeded',
        message: "This model's maximum context length is 272000 tokens.",
      },
      quota: {
        kind: 'api-error',
        status: 429,
        type: 'insufficient_quota',
        message: 'You exceeded your current quota, please check your plan and billing details.',
        // It takes this for a rate limit, and tries again for a minute.
        retryAfterSeconds: 1,
      },
      'no-model': {
        kind: 'api-error',
        status: 404,
        type: 'model_not_found',
        message: 'The model `claude-sonnet-4.6` does not exist or you do not have access to it.',
      },
    },
    verdicts: {},
  },
}
