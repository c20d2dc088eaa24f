import { describe, expectTypeOf, it } from 'vitest'
import { z } from 'zod'
import type {
  Access,
  AgentFailure,
  AgentResult,
  AgentSuccess,
  Plugin,
  Provider,
  ProviderEvent,
  Run,
  RunError,
  RunEvent,
  RunRequest,
  SpawnInput,
  SpawnRequest,
} from './index.ts'
import { definePlugin, defineProvider } from './index.ts'

interface AcmeEvent {
  readonly kind: 'said' | 'done'
}

const options = z.strictObject({
  speed: z.enum(['slow', 'fast']).default('slow'),
  turns: z.int().optional(),
})

const base = {
  id: 'acme',
  executable: { command: 'acme', install: 'none', minVersion: '1.0.0', testedVersions: [] },
  models: [],
  capabilities: { resume: false, mcp: 'unknown', schema: false, sandbox: false, stream: true },
  environment: [],
  options,
  access: () => null,
  command: () => ({ args: [] }),
  async *parse() {},
  finish: () => ({}),
} as const

describe('defineProvider', () => {
  it('keeps the literal id, and takes options and input from the schema', () => {
    const acme = defineProvider(base)
    expectTypeOf(acme.id).toEqualTypeOf<'acme'>()
    expectTypeOf(acme).toExtend<
      Provider<'acme', z.output<typeof options>, z.input<typeof options>, unknown>
    >()
  })

  it('gives the members completed options and a whole request', () => {
    defineProvider({
      ...base,
      access(given) {
        expectTypeOf(given.speed).toEqualTypeOf<'slow' | 'fast'>()
        expectTypeOf(given.turns).toEqualTypeOf<number | undefined>()
        return given.speed === 'fast' ? 'workspace-write' : null
      },
      command(request) {
        expectTypeOf(request).toExtend<RunRequest>()
        expectTypeOf(request.model).toEqualTypeOf<string | null>()
        expectTypeOf(request.options.speed).toEqualTypeOf<'slow' | 'fast'>()
        return { args: [request.options.speed], stdin: request.prompt }
      },
    })
  })

  it('refuses members of the wrong type when it compiles', () => {
    // @ts-expect-error: no such access
    defineProvider({ ...base, access: () => 'everything' })
    // @ts-expect-error: arguments are a list, never a shell string
    defineProvider({ ...base, command: () => ({ args: '-p' }) })
    // @ts-expect-error: the options have no such member
    defineProvider({ ...base, command: ({ options }) => ({ args: [options.sped] }) })
    // @ts-expect-error: not an object schema
    defineProvider({ ...base, options: z.string() })
    const model = { id: 'x', contextWindow: null, status: 'active' } as const
    // @ts-expect-error: no such class of model
    defineProvider({ ...base, models: [{ ...model, class: 'huge' }] })
    const { finish: _, ...unfinished } = base
    // @ts-expect-error: a member is missing
    defineProvider(unfinished)
  })

  it('lets parse make every event but the one of core', () => {
    expectTypeOf<
      Exclude<RunEvent['type'], ProviderEvent['type']>
    >().toEqualTypeOf<'process-start'>()
    defineProvider({
      ...base,
      // @ts-expect-error: only core knows the process
      async *parse() {
        yield { type: 'process-start', pid: 1, provider: 'acme' }
      },
    })
  })

  it('carries the type of the raw events', () => {
    const acme = defineProvider<'acme', object, object, AcmeEvent>({
      ...base,
      options: z.object({}),
    })
    expectTypeOf(acme.rawEvent).toEqualTypeOf<AcmeEvent | undefined>()
  })
})

describe('definePlugin', () => {
  it('keeps its providers as a tuple', () => {
    const acme = defineProvider(base)
    const other = defineProvider({ ...base, id: 'other' })
    const plugin = definePlugin({ name: 'p', providers: [acme, other] })
    expectTypeOf(plugin.providers).toEqualTypeOf<readonly [typeof acme, typeof other]>()
    expectTypeOf(plugin).toExtend<Plugin>()
  })

  it('has none when none are given', () => {
    expectTypeOf(definePlugin({ name: 'p' }).providers).toEqualTypeOf<readonly []>()
  })

  it('refuses what is no provider', () => {
    // @ts-expect-error: a provider is more than its id
    definePlugin({ name: 'p', providers: [{ id: 'acme' }] })
  })
})

describe('AgentResult', () => {
  it('is told apart by success', () => {
    const read = (result: AgentResult): void => {
      if (result.success) {
        expectTypeOf(result).toEqualTypeOf<AgentSuccess>()
        expectTypeOf(result.error).toEqualTypeOf<null>()
        expectTypeOf(result.outcome).toEqualTypeOf<'completed'>()
      } else {
        expectTypeOf(result).toEqualTypeOf<AgentFailure>()
        expectTypeOf(result.error).toEqualTypeOf<RunError>()
      }
    }
    expectTypeOf(read).returns.toBeVoid()
  })

  it('has one shape, success or not', () => {
    expectTypeOf<keyof AgentSuccess>().toEqualTypeOf<keyof AgentFailure>()
  })

  it('says null where a number may be unmeasured', () => {
    expectTypeOf<AgentResult['tokensUsed']>().toEqualTypeOf<number | null>()
    expectTypeOf<AgentResult['cost']>().toEqualTypeOf<number | null>()
  })
})

describe('Run', () => {
  it('is awaited for the result and iterated for the events', () => {
    expectTypeOf<Awaited<Run<AcmeEvent>>>().toEqualTypeOf<AgentResult<AcmeEvent>>()
    expectTypeOf<Run>().toExtend<AsyncIterable<RunEvent, AgentResult>>()
  })
})

describe('SpawnInput', () => {
  it('needs only a prompt, and takes undefined for what is absent', () => {
    expectTypeOf<{ prompt: string }>().toExtend<SpawnInput>()
    expectTypeOf<{ prompt: string; model: undefined }>().toExtend<SpawnInput>()
    expectTypeOf<SpawnRequest>().toExtend<SpawnInput>()
    expectTypeOf<SpawnInput['access']>().toEqualTypeOf<Access | undefined>()
  })

  it('has nothing optional once it is completed', () => {
    type Optional<Of> = {
      [Key in keyof Of]-?: object extends Pick<Of, Key> ? Key : never
    }[keyof Of]
    expectTypeOf<Optional<RunRequest>>().toBeNever()
  })
})
