import { HeadlessSpawner } from '@htmlgraph/core'
import type { Run } from '@htmlgraph/core/provider'
import { describe, expectTypeOf, it } from 'vitest'
import plugin from '../src/index.ts'

describe('spawnAcme', () => {
  const explicit = new HeadlessSpawner({ plugins: [plugin] })

  it('is typed by a plugin that is given', () => {
    expectTypeOf(explicit.spawnAcme({ prompt: 'x', tone: 'friendly' })).toExtend<Run>()
    expectTypeOf(explicit.spawn('acme', { prompt: 'x', tone: 'terse' })).toExtend<Run>()
  })

  it('is typed by the import alone when plugins are discovered', () => {
    const discovering = new HeadlessSpawner()
    expectTypeOf(discovering.spawnAcme({ prompt: 'x', tone: 'friendly' })).toExtend<Run>()
    // @ts-expect-error: no such value
    discovering.spawnAcme({ prompt: 'x', tone: 'rude' })
  })

  it('refuses a wrong option and a wrong value when it compiles', () => {
    // @ts-expect-error: no such option
    explicit.spawnAcme({ prompt: 'x', sandbox: true })
    // @ts-expect-error: no such value
    explicit.spawnAcme({ prompt: 'x', tone: 'rude' })
    // @ts-expect-error: no such value
    explicit.spawn('acme', { prompt: 'x', tone: 'rude' })
    // @ts-expect-error: the prompt is missing
    explicit.spawnAcme({ tone: 'terse' })
  })

  it('knows the events of its CLI in rawOutput', async () => {
    const { rawOutput } = await explicit.spawnAcme({ prompt: 'x', outputJson: true })
    const [first] = rawOutput
    if (first?.event === 'say') expectTypeOf(first.text).toEqualTypeOf<string>()
  })
})
