/** Claude Code for HtmlGraph. @packageDocumentation */
import { defineModels, definePlugin, defineProvider, type Provider } from '@htmlgraph/core/provider'
import { claudeAccess, SECRET_VARIABLES } from './access.ts'
import cli from './cli.json' with { type: 'json' }
import { claudeCommand } from './command.ts'
import { type ClaudeEvent, finishClaude, parseClaude } from './events.ts'
import models from './models.json' with { type: 'json' }
import { type ClaudeInput, type ClaudeOptions, claudeOptions } from './options.ts'

export type { ClaudeEvent, ClaudeInput, ClaudeOptions }

/** Claude Code, Anthropic's coding agent, run headless. */
export const claude: Provider<'claude', ClaudeOptions, ClaudeInput, ClaudeEvent> = defineProvider({
  // 2.1.330 is the first version anybody tried this with. It keeps a login in the file of
  // `loginFiles` on Linux, in the keychain on macOS.
  ...cli,
  id: 'claude',
  // For Bedrock and Vertex, credentials from a profile or a file. Keys of the cloud itself would
  // reach every run, also those that do not use it: who has variables gives them with `env`.
  environment: [...SECRET_VARIABLES, ...cli.environment],
  // The catalogue inside 2.1.330, without the models that only few may use (`claude-mythos-*`). One
  // it does not know it sends to the API verbatim and prices by a guess; in place of
  // `claude-opus-4-1` it puts its newest Opus without a word.
  models: defineModels(models),
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
