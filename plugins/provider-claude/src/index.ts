/**
 * Claude Code for HtmlGraph.
 *
 * @packageDocumentation
 */
import { definePlugin, defineProvider, type Provider } from '@htmlgraph/core/provider'
import { claudeAccess, SECRET_VARIABLES } from './access.ts'
import { claudeCommand } from './command.ts'
import { type ClaudeEvent, finishClaude, parseClaude } from './events.ts'
import { claudeFailures } from './failures.ts'
import { claudeModels } from './models.ts'
import { type ClaudeInput, type ClaudeOptions, claudeOptions } from './options.ts'

export type { ClaudeEvent, ClaudeInput, ClaudeOptions }

/** Claude Code, Anthropic's coding agent, run headless. */
export const claude: Provider<'claude', ClaudeOptions, ClaudeInput, ClaudeEvent> = defineProvider({
  id: 'claude',
  executable: {
    command: 'claude',
    install: 'npm install --global @anthropic-ai/claude-code',
    // The first version anybody tried this with.
    minVersion: claudeFailures.version,
    testedVersions: [claudeFailures.version],
  },
  models: claudeModels,
  capabilities: { resume: true, mcp: true, schema: true, sandbox: true, stream: true },
  environment: [
    ...[...SECRET_VARIABLES, 'ANTHROPIC_BASE_URL', 'CLAUDE_CONFIG_DIR'],
    // Bedrock and Vertex, with credentials from a profile or a file. Keys of the cloud itself would
    // reach every run, also those that do not use it: who has variables gives them with `env`.
    ...['CLAUDE_CODE_USE_BEDROCK', 'AWS_PROFILE', 'AWS_REGION', 'CLAUDE_CODE_USE_VERTEX'],
    ...['ANTHROPIC_VERTEX_PROJECT_ID', 'CLOUD_ML_REGION', 'GOOGLE_APPLICATION_CREDENTIALS'],
  ],
  hosts: ['api.anthropic.com'],
  // Where 2.1.330 keeps a login on Linux; macOS has it in the keychain.
  loginFiles: ['.claude/.credentials.json'],
  options: claudeOptions,
  access: claudeAccess,
  outputSchema: (options) => options.jsonSchema,
  command: claudeCommand,
  parse: parseClaude,
  finish: finishClaude,
})

declare module '@htmlgraph/core/provider' {
  interface DiscoveredProviders {
    claude: typeof claude
  }
}

export default definePlugin({ name: '@htmlgraph/provider-claude', providers: [claude] })
