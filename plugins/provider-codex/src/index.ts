/**
 * Codex CLI for HtmlGraph.
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
import { codexAccess, SECRET_VARIABLES } from './access.ts'
import { codexCommand } from './command.ts'
import { type CodexEvent, type CodexItem, parseCodex } from './events.ts'
import { codexFailures } from './failures.ts'
import { finishCodex } from './finish.ts'
import { codexModels } from './models.ts'
import { type CodexInput, type CodexOptions, codexOptions } from './options.ts'

export type { CodexEvent, CodexInput, CodexItem, CodexOptions }

/** How Codex 0.169 names its native programs: the npm launcher stays in front of them before Node 24. */
const SYSTEMS = new Map([
  ['linux', 'unknown-linux-musl'],
  ['darwin', 'apple-darwin'],
  ['win32', 'pc-windows-msvc'],
])

function nativeProgram(launcher: string): string | null {
  const { arch, platform } = process
  const target = `${arch === 'x64' ? 'x86_64' : 'aarch64'}-${SYSTEMS.get(platform)}`
  const program = platform === 'win32' ? 'codex.exe' : 'codex'
  const file = `@openai/codex-${platform}-${arch}/vendor/${target}/bin/${program}`
  return findInstalled(launcher, file)
}

/** Codex CLI, OpenAI's coding agent, run headless. */
export const codex: Provider<'codex', CodexOptions, CodexInput, CodexEvent> = defineProvider({
  id: 'codex',
  executable: {
    command: 'codex',
    native: nativeProgram,
    install: 'npm install --global @openai/codex',
    // The first version anybody tried this with.
    minVersion: codexFailures.version,
    testedVersions: [codexFailures.version],
  },
  models: codexModels,
  capabilities: { resume: true, mcp: true, schema: true, sandbox: true, stream: false },
  environment: [
    ...SECRET_VARIABLES,
    ...['CODEX_HOME', 'CODEX_SQLITE_HOME', 'CODEX_CA_CERTIFICATE'],
    ...['OPENAI_ORGANIZATION', 'OPENAI_PROJECT'],
  ],
  hosts: ['api.openai.com', 'chatgpt.com'],
  loginFiles: ['.codex/auth.json'],
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

const plugin: Plugin<readonly [typeof codex]> = definePlugin({
  name: '@htmlgraph/provider-codex',
  providers: [codex],
})

export default plugin
