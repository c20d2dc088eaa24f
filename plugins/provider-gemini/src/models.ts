import type { ModelClass, ModelSpec } from '@htmlgraph/core/provider'

/**
 * The catalogue inside Gemini CLI 0.61.0, 2026-11. Its aliases `auto`, `auto-gemini-3` and `auto-gemini-2.5` ask a
 * router first, as it does when no model is given. It takes any name; only the API refuses.
 */
export const geminiModels: readonly ModelSpec[] = [
  ...active('frontier', 'gemini-3.1-pro-preview=pro'),
  ...active('balanced', 'gemini-3.8-flash=flash', 'gemini-3.5-flash', 'gemini-3-flash-preview'),
  ...active('balanced', 'gemini-2.5-pro'),
  ...active('fast', 'gemini-3.5-flash-lite=flash-lite', 'gemini-3.1-flash-lite'),
  ...active('fast', 'gemini-2.5-flash', 'gemini-2.5-flash-lite'),
  ...retired('frontier', 'pro', 'gemini-3-pro-preview', 'gemini-1.5-pro'),
  ...retired('balanced', 'flash', 'gemini-2.0-flash', 'gemini-1.5-flash'),
  ...retired('fast', 'flash-lite', 'gemini-2.0-flash-lite'),
]

function active(kind: ModelClass, ...names: readonly string[]): ModelSpec[] {
  return names.map((name) => {
    const [id = name, ...aliases] = name.split('=')
    return { id, aliases, class: kind, contextWindow: 1_048_576, status: 'active' }
  })
}

function retired(kind: ModelClass, successor: string, ...ids: readonly string[]): ModelSpec[] {
  return ids.map((id) => ({ id, class: kind, contextWindow: null, status: 'retired', successor }))
}
