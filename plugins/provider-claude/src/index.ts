/** Claude Code for HtmlGraph. @packageDocumentation */
import * as kit from '@htmlgraph/core/provider'
import cli from './cli.json' with { type: 'json' }
import { claudeCommand, grantedAccess } from './command.ts'
import { type ClaudeEvent, finishClaude, parseClaude } from './events.ts'
import { type ClaudeInput, type ClaudeOptions, claudeOptions } from './options.ts'

export type { ClaudeEvent, ClaudeInput, ClaudeOptions }

/** Claude Code, Anthropic's coding agent, run headless. */
export const claude: kit.Provider<'claude', ClaudeOptions, ClaudeInput, ClaudeEvent> =
  kit.defineProvider({
    // 2.1.330 is the first version anybody tried this with. On macOS its login is in the keychain.
    // For Bedrock and Vertex, credentials from a profile or a file: keys of the cloud itself would
    // reach every run, also those that do not use it; who has variables gives them with `env`.
    ...cli,
    id: 'claude',
    // The catalogue inside 2.1.330, without what only few may use (`claude-mythos-*`). An unknown
    // name goes out as it is, priced by a guess; `claude-opus-4-1` is silently its newest Opus.
    models: kit.defineModels(cli.models),
    options: claudeOptions,
    access: (options: ClaudeOptions) => kit.impliedAccess(grantedAccess(options)),
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

export default kit.definePlugin({ name: '@htmlgraph/provider-claude', providers: [claude] })
