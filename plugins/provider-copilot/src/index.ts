/**
 * Copilot CLI for HtmlGraph.
 *
 * @packageDocumentation
 */
import { defineModels, definePlugin, defineProvider, findInstalled } from '@htmlgraph/core/provider'
import { copilotAccess } from './access.ts'
import { copilotCommand } from './command.ts'
import environment from './environment.json' with { type: 'json' }
import { type CopilotEvent, finishCopilot, parseCopilot } from './events.ts'
import { copilotFailures } from './failures.ts'
import models from './models.json' with { type: 'json' }
import { type CopilotInput, type CopilotOptions, copilotOptions } from './options.ts'

export type { CopilotEvent, CopilotInput, CopilotOptions }

/** npm's launcher dies of a signal and leaves the program behind it running. */
function nativeProgram(launcher: string): string | null {
  const { arch, platform } = process
  const program = platform === 'win32' ? 'copilot.exe' : 'copilot'
  const systems = platform === 'linux' ? ['linux', 'linuxmusl'] : [platform]
  const files = systems.map((system) => `@github/copilot-${system}-${arch}/${program}`)
  const [found] = files.flatMap((file) => findInstalled(launcher, file) ?? [])
  return launcher.endsWith('npm-loader.js') ? (found ?? null) : null
}

/** Copilot CLI, GitHub's coding agent, run headless. */
export const copilot = defineProvider({
  id: 'copilot',
  executable: {
    command: 'copilot',
    native: nativeProgram,
    install: 'npm install --global @github/copilot',
    // The first version anybody tried this with.
    minVersion: copilotFailures.version,
    testedVersions: [copilotFailures.version],
  },
  // The names that 1.0.102 completes after `--model`, 2026-11; a user's plan decides which of them run.
  models: defineModels(models),
  capabilities: { resume: true, mcp: true, schema: false, sandbox: false, stream: true },
  environment,
  hosts: ['api.github.com', 'api.githubcopilot.com'],
  options: copilotOptions,
  access: copilotAccess,
  command: copilotCommand,
  parse: parseCopilot,
  finish: finishCopilot,
  rawEvent: undefined as CopilotEvent | undefined,
})

declare module '@htmlgraph/core/provider' {
  interface DiscoveredProviders {
    copilot: typeof copilot
  }
}

export default definePlugin({ name: '@htmlgraph/provider-copilot', providers: [copilot] })
