import { HeadlessSpawner } from '@htmlgraph/core'
import { expectTypeOf, it } from 'vitest'
import copilot, { type CopilotEvent, type CopilotInput } from './index.ts'

const spawner = new HeadlessSpawner({ plugins: [copilot] })

it('types the options of spawnCopilot', () => {
  spawner.spawnCopilot({ prompt: 'x', allowTools: ['write'], reasoningEffort: 'low' })
  // @ts-expect-error it is no effort
  spawner.spawnCopilot({ prompt: 'x', reasoningEffort: 'hard' })
  // @ts-expect-error it is an option of another agent
  spawner.spawnCopilot({ prompt: 'x', approval: 'auto' })
  expectTypeOf<CopilotInput['addDirs']>().toEqualTypeOf<readonly string[] | undefined>()
})

it('types the raw events', async () => {
  const result = await spawner.spawnCopilot({ prompt: 'x', outputJson: true })
  expectTypeOf(result.rawOutput).toEqualTypeOf<readonly CopilotEvent[]>()
  for (const event of result.rawOutput) expectTypeOf(event.type).toEqualTypeOf<string>()
})
