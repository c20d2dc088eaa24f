/** Codex CLI for HtmlGraph. @packageDocumentation */
import * as kit from '@htmlgraph/core/provider'
import cli from './cli.json' with { type: 'json' }
import { codexAccess, codexCommand } from './command.ts'
import { type CodexEvent, parseCodex } from './events.ts'
import { finishCodex } from './finish.ts'
import { type CodexInput, type CodexOptions, codexOptions } from './options.ts'

export type { CodexEvent, CodexInput, CodexOptions }

/** Codex CLI, OpenAI's coding agent, run headless. */
export const codex: kit.Provider<'codex', CodexOptions, CodexInput, CodexEvent> =
  kit.defineProvider({
    ...cli,
    id: 'codex',
    // The launcher of npm stays in front of the program before Node 24: killed, it leaves it behind.
    executable: { ...cli.executable, native: (path) => kit.findInstalled(path, cli.program) },
    models: kit.defineModels(cli.models),
    options: codexOptions,
    access: codexAccess,
    outputSchema: (options) => options.outputSchema,
    command: codexCommand,
    parse: parseCodex,
    finish: finishCodex,
  })

declare module '@htmlgraph/core/provider' {
  interface DiscoveredProviders {
    codex: typeof codex
  }
}

export default kit.definePlugin({ name: '@htmlgraph/provider-codex', providers: [codex] })
