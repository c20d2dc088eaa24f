import geminiPlugin, { type GeminiEvent, type GeminiInput } from '@htmlgraph/provider-gemini'
import { geminiGenerateContent } from '@htmlgraph/testkit/model-server'
import type { AgentCli } from '../src/agent-cli.ts'
import type { CaseContext } from '../src/case-context.ts'
import { calls } from '../src/turns.ts'

/** What a case of Gemini CLI alone is given. */
export type GeminiContext = CaseContext<GeminiInput, GeminiEvent>

/** Gemini CLI. */
export const gemini: AgentCli = {
  id: 'gemini',
  name: 'Gemini CLI',
  package: { name: '@google/gemini-cli', version: '0.61.0', omitsOptional: true },
  plugin: geminiPlugin,
  dialect: geminiGenerateContent,
  key: { variable: 'GEMINI_API_KEY', value: 'gemini-conformance-own' },
  environment({ workspace, url }) {
    workspace.write(`${workspace.home}/.gemini/settings.json`, {
      security: { auth: { selectedType: 'gemini-api-key' } },
      privacy: { usageStatisticsEnabled: false },
      general: { enableAutoUpdate: false },
    })
    return { GOOGLE_GEMINI_BASE_URL: url }
  },
  // Without a model it asks another one first which to take.
  input: { model: 'gemini-2.5-pro' },
  fullAccess: { access: 'full-access' },
  turns: {
    runs: (command) => calls(['run_shell_command', { command }]),
    writes: (path, content = 'written') => calls(['write_file', { file_path: path, content }]),
    edits: (path, before, after) =>
      calls([
        'replace',
        { file_path: path, instruction: 'Change it', old_string: before, new_string: after },
      ]),
    reads: (path) => calls(['read_file', { file_path: path }]),
  },
  facts: {
    model: /^gemini-2\.5-pro$/,
    otherModel: { name: 'gemini-2.5-flash', id: /^gemini-2\.5-flash$/ },
    usage: {
      inputTokens: 1000,
      cachedInputTokens: 300,
      outputTokens: 200,
      reasoningTokens: 80,
    },
    costBasis: 'unknown',
    streams: true,
    showsReasoning: false,
    // 0.61 tries again without a word.
    tellsRetries: false,
    resumesAnywhere: false,
    tellsFileChanges: true,
    commandTool: 'run_shell_command',
    commandsFrom: 'full-access',
    filesStayInside: true,
    refusesSubstitution: true,
    hidesKeyWith: [],
    tellsDenied: { write: true, command: true },
    instructions: 'GEMINI.md',
    ownFiles: ['.gemini'],
    wording: {
      'context-length': {
        kind: 'api-error',
        status: 400,
        message: 'The input token count (1200000) exceeds the maximum number of tokens allowed.',
      },
      quota: {
        kind: 'api-error',
        status: 429,
        message: 'You exceeded your current quota, please check your plan and billing details.',
      },
      'no-model': {
        kind: 'api-error',
        status: 404,
        message: 'models/gemini-2.5-pro is not found for API version v1beta.',
      },
    },
    verdicts: {},
  },
}
