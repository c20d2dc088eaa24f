import { HtmlGraphError, nearestName, type Provider } from '../contract/index.ts'
import type { PluginProblem, Registry } from './registry.ts'

/**
 * The provider with this id.
 *
 * @throws HG_PROVIDER_UNKNOWN with the nearest id, all ids, and the plugins that were disabled.
 */
export function getProvider(registry: Registry, id: string): Provider {
  const provider = registry.providers.get(id)
  if (provider !== undefined) return provider
  const known = [...registry.providers.keys()]
  const nearest = nearestName(String(id), known)
  throw new HtmlGraphError({
    code: 'HG_PROVIDER_UNKNOWN',
    message: `provider ${JSON.stringify(id)} is not registered; expected ${expectation(known)}.`,
    hint: [
      ...(nearest === null ? [] : [`Did you mean "${nearest}"?`]),
      ...registry.problems.map(describeProblem),
      INSTALL,
    ].join('\n'),
    details: { provider: id, known, disabled: registry.problems.map(({ plugin }) => plugin) },
  })
}

const INSTALL =
  "A provider comes with its package: add that to the project's dependencies, list it under " +
  '`plugins` in htmlgraph.config, or pass it as `plugins: [...]`.'

function expectation(known: readonly string[]): string {
  return known.length === 0
    ? 'a plugin with this provider, but no provider is registered at all'
    : `one of ${known.join(', ')}`
}

function describeProblem(problem: PluginProblem): string {
  const hint = problem.hint === null ? '' : ` ${problem.hint}`
  return `Disabled: ${problem.plugin}, because ${problem.message}.${hint}`
}
