import { HeadlessSpawner } from '@htmlgraph/core'
import type { DiscoveredProviders, Provider } from '@htmlgraph/core/provider'
import { describe, expectTypeOf, it } from 'vitest'
import geminiPlugin, { type GeminiEvent, type GeminiInput, type gemini } from './index.ts'

describe('the types of the plugin', () => {
  const spawner = new HeadlessSpawner({ plugins: [geminiPlugin] })

  it('give spawnGemini its options, and raw events that are told apart by their type', async () => {
    const result = await spawner.spawnGemini({
      prompt: 'Hi',
      model: 'gemini-9-ultra',
      temperature: 0.5,
      approvalMode: 'auto_edit',
      includeDirectories: ['../docs'],
      outputJson: true,
    })
    expectTypeOf(result.rawOutput).toEqualTypeOf<readonly GeminiEvent[]>()
    for (const event of result.rawOutput) {
      if (event.type === 'tool_use') expectTypeOf(event.tool_name).toEqualTypeOf<string>()
      // @ts-expect-error: a message is of no tool
      else if (event.type === 'message') expectTypeOf(event.tool_name).toBeString()
    }
  })

  it('refuse a wrong value and an unknown name', () => {
    // @ts-expect-error: there is no such mode
    void spawner.spawnGemini({ prompt: 'Hi', approvalMode: 'auto' })
    // @ts-expect-error: there is no such option
    void spawner.spawnGemini({ prompt: 'Hi', fullAuto: true })
  })

  it('tell discovery about gemini', () => {
    expectTypeOf<DiscoveredProviders['gemini']>().toEqualTypeOf<typeof gemini>()
    expectTypeOf<typeof gemini>().toExtend<Provider<'gemini'>>()
    expectTypeOf<GeminiInput['temperature']>().toEqualTypeOf<number | null | undefined>()
  })
})
