import type { ModelClass, ModelSpec } from '@htmlgraph/core/provider'

const MILLION = 1_000_000

/**
 * The catalogue inside Claude Code 2.1.330, 2026-11, without the models that only few may use (`claude-mythos-*`).
 * A model that it does not know it sends to the API verbatim, and prices by a guess.
 */
export const claudeModels: readonly ModelSpec[] = [
  {
    ...active('claude-opus-5-5', 'frontier', MILLION),
    aliases: ['opus', 'best', 'default', 'opus[1m]'],
    logicalNames: ['claude-opus'],
  },
  {
    ...active('claude-sonnet-5-5', 'balanced', MILLION),
    aliases: ['sonnet', 'opusplan', 'sonnet[1m]'],
    logicalNames: ['claude-sonnet'],
  },
  {
    ...active('claude-haiku-5-5', 'fast', MILLION),
    aliases: ['haiku'],
    logicalNames: ['claude-haiku'],
  },
  { ...active('claude-fable-5-2', 'frontier', MILLION), aliases: ['fable', 'fable[1m]'] },
  active('claude-fable-5-1', 'frontier', MILLION),
  active('claude-fable-5', 'frontier', MILLION),
  active('claude-opus-5', 'frontier', MILLION),
  active('claude-sonnet-5', 'balanced', MILLION),
  active('claude-opus-4-8', 'frontier', MILLION),
  active('claude-opus-4-7', 'frontier', MILLION),
  active('claude-opus-4-6', 'frontier', 200_000),
  active('claude-opus-4-5', 'frontier', 200_000),
  active('claude-sonnet-4-6', 'balanced', 200_000),
  {
    ...active('claude-sonnet-4-5', 'balanced', 200_000),
    status: 'deprecated',
    retiresOn: '2026-11-30',
    successor: 'claude-sonnet-5-5',
  },
  active('claude-haiku-4-5', 'fast', 200_000),
  // Claude Code puts its newest Opus in place of this one without a word.
  retired('claude-opus-4-1', 'frontier', 'claude-opus-5-5'),
  retired('claude-opus-4-0', 'frontier', 'claude-opus-5-5'),
  retired('claude-sonnet-4-0', 'balanced', 'claude-sonnet-5-5'),
  retired('claude-3-7-sonnet', 'balanced', 'claude-sonnet-5-5'),
  retired('claude-3-5-sonnet', 'balanced', 'claude-sonnet-5-5'),
  retired('claude-3-5-haiku', 'fast', 'claude-haiku-5-5'),
]

/** Whether the model thinks up to a budget that it is given. Since generation 5 they decide themselves. */
export function hasThinkingBudget(model: string | null): boolean {
  return model !== null && /^claude-(3-|[a-z]+-4-)/.test(model)
}

function active(id: string, kind: ModelClass, contextWindow: number): ModelSpec {
  return { id, class: kind, contextWindow, status: 'active' }
}

function retired(id: string, kind: ModelClass, successor: string): ModelSpec {
  return { id, class: kind, contextWindow: null, status: 'retired', successor }
}
