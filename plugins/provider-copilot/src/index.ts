/**
 * Copilot CLI for HtmlGraph.
 *
 * @packageDocumentation
 */
import {
  definePlugin,
  defineProvider,
  findInstalled,
  type Plugin,
  type Provider,
} from '@htmlgraph/core/provider'
import { copilotAccess } from './access.ts'
import { copilotCommand } from './command.ts'
import { type CopilotEvent, finishCopilot, parseCopilot } from './events.ts'
import { copilotFailures } from './failures.ts'
import { copilotModels } from './models.ts'
import { type CopilotInput, type CopilotOptions, copilotOptions } from './options.ts'

export type { CopilotEvent, CopilotInput, CopilotOptions }

/** A provider of one's own, in the place of GitHub's models. */
const PROVIDER_VARIABLES = [
  ...['BASE_URL', 'TYPE', 'API_KEY', 'API_KEY_COMMAND', 'BEARER_TOKEN', 'HEADERS', 'WIRE_API'],
  ...['TRANSPORT', 'AZURE_API_VERSION', 'MODEL_ID', 'WIRE_MODEL'],
  ...['MAX_PROMPT_TOKENS', 'MAX_OUTPUT_TOKENS'],
]

/** npm's launcher dies of a signal and leaves the program behind it running. */
function nativeProgram(launcher: string): string | null {
  if (!launcher.endsWith('npm-loader.js')) return null
  const { arch, platform } = process
  const program = platform === 'win32' ? 'copilot.exe' : 'copilot'
  const systems = platform === 'linux' ? ['linux', 'linuxmusl'] : [platform]
  const files = systems.map((system) => `@github/copilot-${system}-${arch}/${program}`)
  return files.map((file) => findInstalled(launcher, file)).find((path) => path !== null) ?? null
}

/** GitHub's coding agent, run headless. */
export const copilot: Provider<'copilot', CopilotOptions, CopilotInput, CopilotEvent> =
  defineProvider({
    id: 'copilot',
    executable: {
      command: 'copilot',
      native: nativeProgram,
      install: 'npm install --global @github/copilot',
      // The first version anybody tried this with.
      minVersion: copilotFailures.version,
      testedVersions: [copilotFailures.version],
    },
    models: copilotModels,
    capabilities: { resume: true, mcp: true, schema: false, sandbox: false, stream: true },
    environment: [
      ...['COPILOT_GITHUB_TOKEN', 'GH_TOKEN', 'GITHUB_TOKEN', 'GH_HOST', 'COPILOT_GH_HOST'],
      ...['COPILOT_HOME', 'COPILOT_MODEL', 'COPILOT_OFFLINE'],
      ...PROVIDER_VARIABLES.map((name) => `COPILOT_PROVIDER_${name}`),
    ],
    hosts: ['api.github.com', 'api.githubcopilot.com'],
    options: copilotOptions,
    access: copilotAccess,
    command: copilotCommand,
    parse: parseCopilot,
    finish: finishCopilot,
  })

declare module '@htmlgraph/core/provider' {
  interface DiscoveredProviders {
    copilot: typeof copilot
  }
}

const plugin: Plugin<readonly [typeof copilot]> = definePlugin({
  name: '@htmlgraph/provider-copilot',
  providers: [copilot],
})

export default plugin
