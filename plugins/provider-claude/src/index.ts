/**
 * Claude Code for HtmlGraph.
 *
 * @packageDocumentation
 */
import { definePlugin, type Plugin } from '@htmlgraph/core/provider'
import { claude } from './claude.ts'

export type { ClaudeBlock, ClaudeEvent } from './events.ts'
export type { ClaudeInput, ClaudeOptions } from './options.ts'
export { claude }

declare module '@htmlgraph/core/provider' {
  interface DiscoveredProviders {
    claude: typeof claude
  }
}

const plugin: Plugin<readonly [typeof claude]> = definePlugin({
  name: '@htmlgraph/provider-claude',
  providers: [claude],
})

export default plugin
