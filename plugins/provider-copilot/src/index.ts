/** Copilot CLI for HtmlGraph. @packageDocumentation */
import * as kit from '@htmlgraph/core/provider'
import cli from './cli.json' with { type: 'json' }
import { copilotCommand, grantedAccess } from './command.ts'
import { type CopilotEvent, parseCopilot } from './events.ts'
import { finishCopilot } from './finish.ts'
import { type CopilotInput, type CopilotOptions, copilotOptions } from './options.ts'

export type { CopilotEvent, CopilotInput, CopilotOptions }

/** Copilot CLI, GitHub's coding agent, run headless. A user's plan decides which of the models run. */
export const copilot: kit.Provider<'copilot', CopilotOptions, CopilotInput, CopilotEvent> =
  kit.defineProvider({
    ...cli,
    id: 'copilot',
    executable: {
      ...cli.executable,
      // npm's launcher dies of a signal and leaves the program behind it running.
      native: (path) => (path.endsWith('loader.js') ? kit.findInstalled(path, cli.program) : null),
    },
    // The names that 1.0.102 completes after `--model`, 2026-11.
    models: kit.defineModels(cli.models),
    options: copilotOptions,
    access: (options: CopilotOptions) => kit.impliedAccess(grantedAccess(options)),
    command: copilotCommand,
    parse: parseCopilot,
    finish: finishCopilot,
  })

declare module '@htmlgraph/core/provider' {
  interface DiscoveredProviders {
    copilot: typeof copilot
  }
}

export default kit.definePlugin({ name: '@htmlgraph/provider-copilot', providers: [copilot] })
