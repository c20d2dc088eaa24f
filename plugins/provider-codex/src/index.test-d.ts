import { HeadlessSpawner } from '@htmlgraph/core'
import type { DiscoveredProviders, Provider } from '@htmlgraph/core/provider'
import { describe, expectTypeOf, it } from 'vitest'
import codexPlugin, { type CodexEvent, type CodexInput, type codex } from './index.ts'

describe('the types of the plugin', () => {
  const spawner = new HeadlessSpawner({ plugins: [codexPlugin] })

  it('give spawnCodex its options, and raw events that are told apart by their type', async () => {
    const result = await spawner.spawnCodex({
      prompt: 'Hi',
      sandbox: 'workspace-write',
      model: 'gpt-4-turbo',
      fullAuto: false,
      outputJson: true,
    })
    expectTypeOf(result.rawOutput).toEqualTypeOf<readonly CodexEvent[]>()
    for (const event of result.rawOutput) {
      if (event.type === 'item.completed') expectTypeOf(event.item.type).toEqualTypeOf<string>()
      // @ts-expect-error: not every event has an item
      else if (event.type === 'turn.started') expectTypeOf(event.item.type).toBeString()
    }
  })

  it('refuse a wrong value and an unknown name', () => {
    // @ts-expect-error: there is no such sandbox
    void spawner.spawnCodex({ prompt: 'Hi', sandbox: 'full' })
    // @ts-expect-error: there is no such option
    void spawner.spawnCodex({ prompt: 'Hi', temperature: 1 })
  })

  it('tell discovery about codex', () => {
    expectTypeOf<DiscoveredProviders['codex']>().toEqualTypeOf<typeof codex>()
    expectTypeOf<typeof codex>().toExtend<Provider<'codex'>>()
    expectTypeOf<CodexInput['fullAuto']>().toEqualTypeOf<boolean | undefined>()
  })
})
