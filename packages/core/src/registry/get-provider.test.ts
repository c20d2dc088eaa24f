import { expect, it } from 'vitest'
import { HtmlGraphError, type Provider } from '../contract/index.ts'
import { getProvider } from './get-provider.ts'
import type { PluginProblem, Registry } from './registry.ts'

const registryOf = (ids: readonly string[], problems: readonly PluginProblem[] = []): Registry => ({
  plugins: [],
  providers: new Map(ids.map((id) => [id, { id } as Provider])),
  middleware: [],
  pricing: null,
  problems,
})

const errorOf = (registry: Registry, id: unknown): HtmlGraphError => {
  try {
    getProvider(registry, id as string)
  } catch (error) {
    if (error instanceof HtmlGraphError) return error
    throw error
  }
  throw new Error('the provider was found')
}

it('gives the provider of an id', () => {
  expect(getProvider(registryOf(['acme', 'other']), 'acme').id).toBe('acme')
})

it('names what came, what there is, and the nearest', () => {
  const error = errorOf(registryOf(['acme', 'other']), 'acne')
  expect(error.code).toBe('HG_PROVIDER_UNKNOWN')
  expect(error.message).toBe('provider "acne" is not registered; expected one of acme, other.')
  expect(error.hint).toMatch(/^Did you mean "acme"\?/)
  expect(error.details).toEqual({ provider: 'acne', known: ['acme', 'other'], disabled: [] })
})

it('suggests nothing when no id is near', () => {
  expect(errorOf(registryOf(['acme']), 'something-else').hint).not.toContain('Did you mean')
})

it('tells which plugins were disabled, and why', () => {
  const problem = { plugin: 'acme-agents', message: 'it is not installed', hint: 'Install it.' }
  const error = errorOf(registryOf([], [problem]), 'acme')
  expect(error.message).toContain('no provider is registered at all')
  expect(error.hint).toContain('Disabled: acme-agents, because it is not installed. Install it.')
  expect(error.details).toMatchObject({ disabled: ['acme-agents'] })
})

it.each([undefined, null, 7, '', '__proto__', 'toString'])('knows no provider %o', (id) => {
  expect(errorOf(registryOf(['acme']), id).code).toBe('HG_PROVIDER_UNKNOWN')
})
