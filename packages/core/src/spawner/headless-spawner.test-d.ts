import { describe, expectTypeOf, it } from 'vitest'
import { z } from 'zod'
import { type EchoEvent, echo, echoPlugin } from '../../test/echo-provider.ts'
import { definePlugin, defineProvider, type Run, type Spawn } from '../contract/index.ts'
import { compose } from './compose.ts'
import { defineMiddleware } from './define-middleware.ts'
import { HeadlessSpawner } from './headless-spawner.ts'

declare module '../contract/index.ts' {
  interface DiscoveredProviders {
    'found-one': typeof echo
  }
}

const acme = defineProvider({
  ...echo,
  id: 'acme-agent',
  options: z.strictObject({ speed: z.number().optional() }),
  access: () => null,
  outputSchema: () => null,
  command: () => ({ args: [] }),
  parse: async function* () {},
  finish: () => ({}),
})

describe('HeadlessSpawner', () => {
  const spawner = new HeadlessSpawner({
    plugins: [echoPlugin, definePlugin({ name: 'acme', providers: [acme] })],
  })

  it('has one typed method a provider', () => {
    expectTypeOf(spawner.spawnEcho({ prompt: 'x', mode: 'bold' })).toEqualTypeOf<Run<EchoEvent>>()
    expectTypeOf(spawner.spawnAcmeAgent({ prompt: 'x', speed: 2 })).toExtend<Run>()
  })

  it('refuses wrong options and values when it compiles', () => {
    // @ts-expect-error: no such option
    spawner.spawnEcho({ prompt: 'x', sandbox: 'read-only' })
    // @ts-expect-error: no such value
    spawner.spawnEcho({ prompt: 'x', mode: 'wild' })
    // @ts-expect-error: a number is no prompt
    spawner.spawnAcmeAgent({ prompt: 1 })
    // @ts-expect-error: it was not loaded
    spawner.spawnFoundOne({ prompt: 'x' })
  })

  it('types spawn by a literal id, and takes ids that are known at run time only', () => {
    expectTypeOf(spawner.spawn('echo', { prompt: 'x', mode: 'bold' })).toEqualTypeOf<
      Run<EchoEvent>
    >()
    // @ts-expect-error: no such value
    spawner.spawn('echo', { prompt: 'x', mode: 'wild' })
    const id = 'echo' as string
    expectTypeOf(spawner.spawn(id, { prompt: 'x', anything: 1 })).toEqualTypeOf<Run<unknown>>()
    expectTypeOf(spawner.spawn({ provider: id, prompt: 'x' })).toExtend<Run>()
  })

  it('knows rawOutput by the provider', async () => {
    const result = await spawner.spawnEcho({ prompt: 'x' })
    expectTypeOf(result.rawOutput).toEqualTypeOf<readonly EchoEvent[]>()
    if (result.success) expectTypeOf(result.error).toEqualTypeOf<null>()
    else expectTypeOf(result.error.kind).toExtend<string>()
  })

  it('is typed by declaration merging when it discovers', () => {
    const discovering = new HeadlessSpawner()
    expectTypeOf(discovering.spawnFoundOne({ prompt: 'x', mode: 'careful' })).toExtend<Run>()
    // @ts-expect-error: a wrong option is an error there too
    discovering.spawnFoundOne({ prompt: 'x', wrong: true })
  })

  it('stays what it is when it is composed', () => {
    const tracing = defineMiddleware(async function* (request, next) {
      expectTypeOf(request.signal).toEqualTypeOf<AbortSignal>()
      return yield* next(request)
    })
    expectTypeOf(compose(spawner, tracing)).toEqualTypeOf(spawner)
    expectTypeOf(spawner.spawn).toExtend<Spawn>()
  })
})
