/**
 * Gemini CLI for HtmlGraph.
 *
 * @packageDocumentation
 */
import * as kit from '@htmlgraph/core/provider'
import { geminiCommand, grantedAccess } from './command.ts'
import { geminiCli } from './dialect.ts'
import { finishGemini, type GeminiEvent, parseGemini } from './events.ts'
import { geminiFailures } from './failures.ts'
import { geminiModels } from './models.ts'
import { type GeminiInput, type GeminiOptions, geminiOptions } from './options.ts'

export type { GeminiEvent, GeminiInput, GeminiOptions }

/** Gemini CLI, Google's coding agent, run headless. */
export const gemini: kit.Provider<'gemini', GeminiOptions, GeminiInput, GeminiEvent> =
  kit.defineProvider({
    id: geminiCli.id,
    executable: {
      command: geminiCli.command,
      install: geminiCli.install,
      // The first version anybody tried this with.
      minVersion: geminiFailures.version,
      testedVersions: [geminiFailures.version],
    },
    models: geminiModels,
    // Its container holds commands, but has not been tried; MCP servers are the repository's or the user's.
    capabilities: { resume: true, mcp: false, schema: false, sandbox: 'unknown', stream: true },
    environment: [
      ...['GEMINI_API_KEY', 'GOOGLE_GEMINI_BASE_URL', 'GEMINI_CLI_CUSTOM_HEADERS'],
      // Vertex AI: a key, or what `gcloud` left. And a licence of an organisation, which names its project.
      ...['GOOGLE_API_KEY', 'GOOGLE_GENAI_USE_VERTEXAI', 'GOOGLE_VERTEX_BASE_URL'],
      ...['GOOGLE_APPLICATION_CREDENTIALS', 'GOOGLE_CLOUD_LOCATION', 'GOOGLE_CLOUD_PROJECT'],
      ...['GOOGLE_GENAI_USE_GCA', geminiCli.home],
    ],
    hosts: geminiCli.hosts,
    loginFiles: [`${geminiCli.directory}/oauth_creds.json`],
    options: geminiOptions,
    access: (options: GeminiOptions) => kit.impliedAccess(grantedAccess(options)),
    command: geminiCommand,
    parse: parseGemini,
    finish: finishGemini,
  })

declare module '@htmlgraph/core/provider' {
  interface DiscoveredProviders {
    gemini: typeof gemini
  }
}

const plugin: kit.Plugin<readonly [typeof gemini]> = kit.definePlugin({
  name: '@htmlgraph/provider-gemini',
  providers: [gemini],
})

export default plugin
