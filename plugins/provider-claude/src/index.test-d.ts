import { HeadlessSpawner } from '@htmlgraph/core'
import type { DiscoveredProviders, ProviderEvent } from '@htmlgraph/core/provider'
import { describe, expectTypeOf, it } from 'vitest'
import claudePlugin, { type ClaudeEvent, type ClaudeInput, type claude } from './index.ts'

describe('the types of the plugin', () => {
  const spawner = new HeadlessSpawner({ plugins: [claudePlugin] })

  it('give spawnClaude its options and its raw events', async () => {
    const result = await spawner.spawnClaude({ prompt: 'Hi', approval: 'auto', effort: 'low' })
    expectTypeOf(result.rawOutput).toEqualTypeOf<readonly ClaudeEvent[]>()
  })

  it('refuse a wrong value and an unknown name', () => {
    // @ts-expect-error: there is no such approval
    void spawner.spawnClaude({ prompt: 'Hi', approval: 'always' })
    // @ts-expect-error: there is no such option
    void spawner.spawnClaude({ prompt: 'Hi', temperature: 1 })
  })

  it('tell discovery about claude', () => {
    expectTypeOf<DiscoveredProviders['claude']>().toEqualTypeOf<typeof claude>()
    expectTypeOf<ClaudeInput['approval']>().toEqualTypeOf<
      'auto' | 'manual' | 'never' | null | undefined
    >()
    expectTypeOf<ProviderEvent>().not.toBeAny()
  })
})
