/**
 * Gemini CLI for HtmlGraph.
 *
 * @packageDocumentation
 */
import { definePlugin, type Plugin } from '@htmlgraph/core/provider'

const plugin: Plugin<readonly []> = definePlugin({ name: '@htmlgraph/provider-gemini' })

export default plugin
