import type { ModelClass, ModelSpec } from '@htmlgraph/core/provider'

/** The newest of each kind, known without its version. */
const NEWEST = ['claude-opus-5.5', 'claude-sonnet-5.5', 'claude-haiku-5.5']

/** The names that Copilot CLI 1.0.102 completes after `--model`, 2026-11; a user's plan decides which of them run. */
export const copilotModels: readonly ModelSpec[] = [
  ...active('frontier', 'claude-opus-5.5', 'claude-opus-5', 'claude-opus-4.8', 'claude-fable-5.1'),
  ...active('frontier', 'claude-fable-5', 'gpt-6.1-sol', 'gpt-6-sol', 'gpt-6-astra', 'gpt-5.6-sol'),
  ...active('frontier', 'claude-opus-4.8-fast', 'gpt-5.5', 'gemini-4-argon'),
  ...active('balanced', 'claude-sonnet-5.5', 'claude-sonnet-5', 'claude-sonnet-4.6', 'gpt-5.6-terra'),
  ...active('balanced', 'gpt-5.4', 'gpt-5.3-codex', 'gemini-3.8-flash', 'gemini-3.7-flash'),
  ...active('balanced', 'grok-4.7', 'grok-4.6', 'grok-4.5', 'kimi-k3'),
  ...active('fast', 'claude-haiku-5.5', 'claude-haiku-4.5', 'gpt-6-luna', 'gpt-5.6-luna'),
  ...active('fast', 'gpt-5.4-mini', 'gpt-5-mini', 'mai-code-1.1-flash'),
  retired('gpt-4'),
  retired('gpt-4-turbo'),
]

function active(kind: ModelClass, ...ids: readonly string[]): ModelSpec[] {
  return ids.map((id) => {
    // Claude's maker writes dashes where GitHub writes dots.
    const names = id.startsWith('claude-') && id.includes('.') ? [id.replaceAll('.', '-')] : []
    const logicalNames = NEWEST.includes(id) ? [...names, id.slice(0, id.lastIndexOf('-'))] : names
    return { id, logicalNames, class: kind, contextWindow: null, status: 'active' }
  })
}

function retired(id: string): ModelSpec {
  const successor = 'gpt-6.1-sol'
  return { id, class: 'balanced', contextWindow: null, status: 'retired', successor }
}
