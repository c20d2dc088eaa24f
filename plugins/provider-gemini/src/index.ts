/** Gemini CLI for HtmlGraph. @packageDocumentation */
import * as kit from '@htmlgraph/core/provider'
import { geminiCommand, grantedAccess } from './command.ts'
import { geminiCli } from './dialect.ts'
import { finishGemini, type GeminiEvent, parseGemini } from './events.ts'
import { geminiFailures } from './failures.ts'
import { type GeminiInput, type GeminiOptions, geminiOptions } from './options.ts'

export type { GeminiEvent, GeminiInput, GeminiOptions }

const { id, command, directory, home, hosts, install, models } = geminiCli
const { version } = geminiFailures

/** Gemini CLI, Google's coding agent, run headless. */
export const gemini: kit.Provider<'gemini', GeminiOptions, GeminiInput, GeminiEvent> =
  kit.defineProvider({
    id,
    executable: { command, install, minVersion: version, testedVersions: [version] },
    models,
    // No option brings MCP servers, and its container has not been tried.
    capabilities: { resume: true, mcp: false, schema: false, sandbox: 'unknown', stream: true },
    environment: [
      ...['GEMINI_API_KEY', 'GOOGLE_GEMINI_BASE_URL', 'GEMINI_CLI_CUSTOM_HEADERS', home],
      // Vertex AI, by a key or by what `gcloud` left, and the licence of an organisation, which names its project.
      ...['GOOGLE_API_KEY', 'GOOGLE_GENAI_USE_VERTEXAI', 'GOOGLE_GENAI_USE_GCA'],
      ...['GOOGLE_VERTEX_BASE_URL', 'GOOGLE_CLOUD_LOCATION', 'GOOGLE_CLOUD_PROJECT'],
      'GOOGLE_APPLICATION_CREDENTIALS',
    ],
    hosts,
    loginFiles: [`${directory}/oauth_creds.json`, `${directory}/.env`],
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

export default kit.definePlugin({ name: '@htmlgraph/provider-gemini', providers: [gemini] })
