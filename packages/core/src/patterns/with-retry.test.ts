import { describe, expect, it } from 'vitest'
import { createResult } from '../../test/create-result.ts'
import { ECHO_AGENT, echoPlugin } from '../../test/echo-provider.ts'
import { temporaryProject } from '../../test/temporary-project.ts'
import { type AgentResult, createRunError, type RunFailure, type Spawn } from '../contract/index.ts'
import { compose, defineMiddleware, HeadlessSpawner } from '../spawner/index.ts'
import type { Clock } from './clock.ts'
import { type RetryOptions, withRetry } from './with-retry.ts'

const HELLO = { provider: 'echo', prompt: 'Hi' }
const BUSY: RunFailure = { kind: 'overloaded', message: 'Busy' }

function failed(failure: RunFailure, workStarted = false): AgentResult {
  return createResult({ outcome: 'failed', error: createRunError(failure, workStarted) })
}

/** A clock that moves only when somebody sleeps, and remembers how long. */
function createClock(random = 1): Clock & { readonly slept: number[] } {
  let time = 1_000
  const slept: number[] = []
  const sleep = async (durationMs: number): Promise<void> => {
    time += durationMs
    slept.push(durationMs)
  }
  return { now: () => time, sleep, random: () => random, slept }
}

/** A spawn that gives these results, one after the other, and counts its calls. */
function yielding(...results: AgentResult[]): { spawn: Spawn; count(): number } {
  let calls = 0
  // biome-ignore lint/correctness/useYield: a run without events.
  const replace = defineMiddleware(async function* () {
    const result = results[Math.min(calls, results.length - 1)]
    calls += 1
    if (result === undefined) throw new Error('no result')
    return result
  })
  const nothing: Spawn = () => {
    throw new Error('not to be reached')
  }
  return { spawn: replace(nothing), count: () => calls }
}

async function run(
  options: RetryOptions,
  ...results: AgentResult[]
): Promise<{ result: AgentResult; calls: number; slept: readonly number[] }> {
  const clock = createClock()
  const agent = yielding(...results)
  const result = await withRetry({ clock, ...options })(agent.spawn)(HELLO)
  return { result, calls: agent.count(), slept: clock.slept }
}

describe('withRetry', () => {
  it('repeats what may go away by itself, and tells of each attempt', async () => {
    const { result, calls, slept } = await run({}, failed(BUSY), failed(BUSY), createResult())
    expect(calls).toBe(3)
    expect(slept).toEqual([1_000, 2_000])
    expect(result.success).toBe(true)
    expect(result.attempts.map(({ outcome }) => outcome)).toEqual(['failed', 'failed', 'completed'])
  })

  it('gives up after as many attempts as it was told', async () => {
    const { result, calls } = await run({ attempts: 4 }, failed(BUSY))
    expect(calls).toBe(4)
    expect(result).toMatchObject({ success: false, error: { kind: 'overloaded' } })
    expect(result.attempts).toHaveLength(4)
  })

  it('waits at random up to a bound that doubles and has a limit', async () => {
    const clock = createClock(0.25)
    const rules = { attempts: 5, baseDelayMs: 1_000, maxDelayMs: 3_000, clock }
    await withRetry(rules)(yielding(failed(BUSY)).spawn)(HELLO)
    expect(clock.slept).toEqual([250, 500, 750, 750])
  })

  it('waits as long as the other side asks, and a little more', async () => {
    const limited: RunFailure = { kind: 'rate-limit', message: 'Later', retryAfterMs: 30_000 }
    const { slept } = await run({ baseDelayMs: 100 }, failed(limited), createResult())
    expect(slept).toEqual([30_100])
  })

  it('lets the failure stand when the other side asks for too long', async () => {
    const limited: RunFailure = { kind: 'rate-limit', message: 'Later', retryAfterMs: 300_001 }
    const { calls, slept } = await run({}, failed(limited), createResult())
    expect([calls, slept]).toEqual([1, []])
  })

  it.for(['auth', 'quota', 'permission', 'agent-error', 'timeout', 'cancelled'] as const)(
    'does not repeat a failure that stays: %s',
    async (kind) => {
      const { result, calls } = await run({}, failed({ kind, message: 'No' }), createResult())
      expect([calls, result.error?.kind]).toEqual([1, kind])
    },
  )

  it('does not repeat what the agent may have begun to do, unless it is told to', async () => {
    const begun = failed(BUSY, true)
    expect((await run({}, begun, createResult())).calls).toBe(1)
    expect((await run({ afterWorkStarted: true }, begun, createResult())).calls).toBe(2)
  })

  it('holds all runs of a provider back while it is limited, and no others', async () => {
    const clock = createClock()
    const limited: RunFailure = { kind: 'rate-limit', message: 'Later', retryAfterMs: 5_000 }
    const retry = withRetry({ attempts: 2, baseDelayMs: 0, clock: { ...clock, sleep: hold } })
    const waits: number[] = []
    async function hold(durationMs: number): Promise<void> {
      waits.push(durationMs)
    }
    const limit = retry(yielding(failed(limited)).spawn)
    await limit(HELLO)
    await limit(HELLO)
    await limit({ ...HELLO, provider: 'other' })
    expect(waits).toEqual([5_000, 5_000, 5_000, 5_000])
  })

  it('ends the wait when the run is cancelled', async () => {
    const spawner = compose(
      new HeadlessSpawner({ plugins: [echoPlugin] }),
      withRetry({ baseDelayMs: 600_000, maxDelayMs: 600_000 }),
    )
    const cwd = temporaryProject({})
    const script = { prompt: 'fail overloaded Busy', executable: ECHO_AGENT, cwd }
    const waiting = spawner.spawnEcho(script)
    for await (const event of waiting) if (event.type === 'retry') waiting.cancel('enough')
    const result = await waiting
    expect(result).toMatchObject({ outcome: 'cancelled', error: { message: 'enough' } })
    expect(result.attempts.map(({ outcome }) => outcome)).toEqual(['failed', 'cancelled'])
  })

  it('makes a success of a real agent that fails once', async () => {
    const cwd = temporaryProject({})
    const spawner = compose(
      new HeadlessSpawner({ plugins: [echoPlugin] }),
      withRetry({ baseDelayMs: 1 }),
    )
    const lines = ['usage 10 5 1000', 'once done.txt fail network Cut', 'once quit.txt exit 1']
    const prompt = [...lines, 'end Here'].join('\n')
    const result = await spawner.spawnEcho({ prompt, executable: ECHO_AGENT, cwd })
    expect(result).toMatchObject({ success: true, response: 'Here', tokensUsed: 30, cost: 0.002 })
    const [first, second] = result.attempts
    expect(first).toMatchObject({ tokensUsed: 15, cost: 0.001, error: { kind: 'network' } })
    expect(second).toMatchObject({ tokensUsed: 15, cost: 0.001, error: null })
    expect(second?.pid).not.toBe(first?.pid)
  })

  it.for([
    [{ attempts: 0 }, /withRetry: attempts is 0/],
    [{ baseDelayMs: -1 }, /withRetry: baseDelayMs is -1/],
    [{ tries: 3 }, /no option "tries"/],
  ] as const)('refuses %j', ([options, message]) => {
    expect(() => withRetry(options as RetryOptions)).toThrow(message)
  })
})
