import type { ModelClass, ModelSpec } from '@htmlgraph/core/provider'

const active = (id: string, kind: ModelClass, contextWindow = 272_000): ModelSpec => {
  return { id, class: kind, contextWindow, status: 'active' }
}

/** A model the guide names: Codex 0.169 passes it on, with a warning, to an API that may not have it. */
const retired = (id: string): ModelSpec => {
  return { id, class: 'frontier', contextWindow: null, status: 'retired', successor: 'gpt-6.1-sol' }
}

/** What `codex debug models` of 0.169 lists, 2026-11; the first is its default. */
export const codexModels: readonly ModelSpec[] = [
  active('gpt-6.1-sol', 'frontier'),
  active('gpt-6-astra', 'frontier'),
  active('gpt-6.1-terra', 'balanced', 500_000),
  active('gpt-6-sol', 'frontier'),
  active('gpt-6-luna', 'fast'),
  active('gpt-5.6-sol', 'frontier'),
  active('gpt-5.6-terra', 'balanced'),
  active('gpt-5.6-luna', 'fast'),
  active('gpt-5.5', 'frontier'),
  ...['gpt-4-turbo', 'gpt-4'].map(retired),
]
