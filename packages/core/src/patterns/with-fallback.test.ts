import { describe, expect, it } from 'vitest'
import { ECHO_AGENT, echo as plainEcho } from '../../test/echo-provider.ts'
import { temporaryProject } from '../../test/temporary-project.ts'
import {
  compose,
  definePlugin,
  defineProvider,
  FALLBACK_KINDS,
  type FallbackOptions,
  type FallbackTarget,
  HeadlessSpawner,
  RUN_ERROR_KINDS,
  type RunEvent,
  withFallback,
  withRetry,
} from '../index.ts'

const echo = defineProvider({
  ...plainEcho,
  capabilities: { ...plainEcho.capabilities, resume: true },
})
/** A second agent: does what the first one does, but knows that it is the stand-in by a variable. */
const standIn = defineProvider({ ...echo, id: 'stand-in' })
const plugins = [definePlugin({ name: 'agents', providers: [echo, standIn] })]
const STAND_IN = {
  provider: 'stand-in',
  executable: ECHO_AGENT,
  env: { STAND_IN: '1' },
} satisfies FallbackTarget

/** The first agent fails; whoever stands in says what it was called with. */
const failing = (...failure: string[]): string =>
  [...failure, 'exit 1'].map((line) => `unless STAND_IN ${line}`).join('\n')
const OTHERWISE = '\nusage 1 2 3000\nargs\nend'

function createSpawner(targets: (string | FallbackTarget)[], options: FallbackOptions = {}) {
  return compose(new HeadlessSpawner({ plugins }), withFallback(targets, options))
}
const request = (failure: string): { prompt: string; executable: string; cwd: string } => ({
  prompt: failure + OTHERWISE,
  executable: ECHO_AGENT,
  cwd: temporaryProject({}),
})

describe('withFallback', () => {
  it('lets another agent do what the first one could not, and keeps what both used', async () => {
    const run = createSpawner([STAND_IN]).spawnEcho(
      request(failing('usage 10 0 2000', 'fail rate-limit Busy')),
    )
    const retries: RunEvent[] = []
    for await (const event of run) if (event.type === 'retry') retries.push(event)
    const result = await run
    expect(result).toMatchObject({
      success: true,
      provider: 'stand-in',
      tokensUsed: 13,
      cost: 0.005,
    })
    expect(result.attempts).toMatchObject([
      { provider: 'echo', outcome: 'failed', error: { kind: 'rate-limit' }, cost: 0.002 },
      { provider: 'stand-in', outcome: 'completed', error: null, cost: 0.003 },
    ])
    expect(retries).toEqual([
      {
        type: 'retry',
        attempt: 2,
        delayMs: 0,
        reason: 'echo failed (rate-limit), stand-in takes over: Busy',
      },
    ])
  })

  it('starts nobody else when the first agent succeeds', async () => {
    const result = await createSpawner([STAND_IN]).spawnEcho(request(''))
    expect(result).toMatchObject({ success: true, provider: 'echo' })
    expect(result.attempts).toHaveLength(1)
  })

  it('gives the last failure when all fail', async () => {
    const broken = { ...STAND_IN, env: {} }
    const result = await createSpawner([broken, broken]).spawnEcho(
      request(failing('fail auth No key')),
    )
    expect(result).toMatchObject({ success: false, error: { kind: 'auth', message: 'No key' } })
    expect(result.attempts).toHaveLength(3)
  })

  it('takes over when the first CLI is not installed', async () => {
    const missing = { ...request(''), executable: '/nowhere/echo-agent' }
    const result = await createSpawner([STAND_IN]).spawnEcho(missing)
    expect(result).toMatchObject({ success: true, tokensUsed: 3, cost: 0.003 })
    expect(result.attempts).toMatchObject([{ error: { kind: 'not-installed' }, pid: null }, {}])
  })

  it('gives the stand-in the same access, and neither model nor variables nor options', async () => {
    const result = await createSpawner([STAND_IN]).spawnEcho({
      ...request(`${failing('fail auth No')}\nenv SECRET`),
      model: 'large',
      mode: 'bold',
      env: { SECRET: 'of echo' },
    })
    expect(result.access).toBe('workspace-write')
    expect(result.response).toContain('--access=workspace-write')
    expect(result.response).not.toContain('--model')
    expect(result.response).toContain('SECRET=\n')
  })

  it('takes a model, options and less access for the stand-in', async () => {
    const target = { ...STAND_IN, model: 'large', access: 'read-only' } as const
    const result = await createSpawner([target]).spawnEcho({
      ...request(failing('fail auth No')),
      mode: 'bold',
    })
    expect(result).toMatchObject({ access: 'read-only', requestedModel: 'large' })
  })

  it('does not repeat what the first agent may have begun to do, unless it is told to', async () => {
    const begun = request(failing('tool Write ok', 'fail network Cut'))
    expect((await createSpawner([STAND_IN]).spawnEcho(begun)).attempts).toHaveLength(1)
    const bold = createSpawner([STAND_IN], { afterWorkStarted: true })
    expect((await bold.spawnEcho(begun)).attempts).toHaveLength(2)
  })

  it.for(['permission', 'turn-limit', 'budget', 'cancelled'])(
    'leaves a limit to the caller who set it: %s',
    async (kind) => {
      const result = await createSpawner([STAND_IN]).spawnEcho(request(failing(`fail ${kind} No`)))
      expect(result).toMatchObject({ success: false, error: { kind } })
      expect(result.attempts).toHaveLength(1)
    },
  )

  it('takes over on every other kind of failure, or on those that are named', async () => {
    expect(FALLBACK_KINDS).toHaveLength(RUN_ERROR_KINDS.length - 4)
    const picky = createSpawner([STAND_IN], { on: ['quota'] })
    expect((await picky.spawnEcho(request(failing('fail auth No')))).attempts).toHaveLength(1)
    expect((await picky.spawnEcho(request(failing('fail quota No')))).attempts).toHaveLength(2)
  })

  it('repeats each agent as often as an inner retry says, before the next one takes over', async () => {
    const retry = withRetry({ attempts: 2, baseDelayMs: 1 })
    const spawner = compose(new HeadlessSpawner({ plugins }), withFallback([STAND_IN]), retry)
    const result = await spawner.spawnEcho(request(failing('fail overloaded Busy')))
    expect(result.attempts.map(({ provider }) => provider)).toEqual(['echo', 'echo', 'stand-in'])
  })
})

describe("a caller's mistake in a fallback", () => {
  it.for<
    [FallbackTarget, Partial<Parameters<ReturnType<typeof createSpawner>['spawn']>[0]>, string]
  >([
    [{ provider: 'nobody' }, {}, 'HG_PROVIDER_UNKNOWN'],
    [{ provider: 'stand-in', options: { mod: 'bold' } }, {}, 'HG_OPTION_UNKNOWN'],
    [{ provider: 'stand-in', options: { mode: 'bold' } }, {}, 'HG_ACCESS_REFUSED'],
    [{ provider: 'stand-in', access: 'workspace-write' }, {}, 'HG_ACCESS_REFUSED'],
    [{ provider: 'stand-in' }, { resume: 'session-1' }, 'HG_OPTION_INVALID'],
    [{ provider: 'stand-in' }, { prompt: '' }, 'HG_OPTION_INVALID'],
  ])('rejects before any agent starts: %j %j', async ([target, more, code]) => {
    const spawner = createSpawner([target])
    const cwd = temporaryProject({})
    const mistaken = { provider: 'echo', prompt: 'once started.txt', cwd, ...more }
    expect(() => spawner.check(mistaken)).toThrow(expect.objectContaining({ code }))
    const run = spawner.spawn({ ...mistaken, executable: ECHO_AGENT })
    const events: RunEvent[] = []
    await expect(
      (async () => {
        for await (const event of run) events.push(event)
      })(),
    ).rejects.toMatchObject({ code })
    expect(events).toEqual([])
  })

  it('is told at once when the targets are none', () => {
    expect(() => withFallback([])).toThrow(/withFallback: targets/)
    expect(() => withFallback([{ provider: 'a', acess: 'read-only' } as never])).toThrow(/acess/)
    expect(() => withFallback('a' as never)).toThrow(/withFallback: targets is "a"/)
    expect(() => withFallback(['a'], { on: ['nope' as never] })).toThrow(/withFallback: on/)
  })
})
