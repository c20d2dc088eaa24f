export { discoverRegistry } from './discover-registry.ts'
export { findProjectRoot } from './find-project-root.ts'
export { getProvider } from './get-provider.ts'
export {
  type AgentRole,
  defineConfig,
  type HtmlGraphConfig,
  type HtmlGraphConfigInput,
} from './html-graph-config.ts'
export { loadConfig } from './load-config.ts'
export { methodName } from './method-name.ts'
export { createRegistry, type PluginProblem, type Registry } from './registry.ts'
export { type ResolvedModel, resolveModel } from './resolve-model.ts'
