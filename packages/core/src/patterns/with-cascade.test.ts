import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ECHO_AGENT, echoPlugin } from '../../test/echo-provider.ts'
import { temporaryProject } from '../../test/temporary-project.ts'
import type { RunEvent } from '../contract/index.ts'
import { compose, HeadlessSpawner } from '../spawner/index.ts'
import { withCascade } from './with-cascade.ts'

const TARGETS = ['small', 'middle', 'large'].map((model) => ({
  ...{ provider: 'echo', model, executable: ECHO_AGENT },
}))

/** Each run costs 1,000 micro-dollars; those that are told LATER leave what the check looks for. */
const PROMPT = ['usage 10 5 1000', 'unless EARLY once done say', 'end Done'].join('\n')

function cascade({ early = 0, targets = TARGETS } = {}) {
  const cwd = temporaryProject({})
  const told = targets.map((target, index) => ({
    ...target,
    env: index < early ? { EARLY: '1' } : undefined,
  }))
  const isDone = (): boolean | string => existsSync(join(cwd, 'done')) || 'not done'
  const plain = new HeadlessSpawner({ plugins: [echoPlugin] })
  return { cwd, spawner: compose(plain, withCascade(told, { verify: isDone })) }
}

describe('withCascade', () => {
  it('stops at the first model whose work passes', async () => {
    const { cwd, spawner } = cascade()
    const result = await spawner.spawnEcho({ prompt: PROMPT, cwd })
    expect(result).toMatchObject({ success: true, cost: 0.001, tokensUsed: 15 })
    expect(result.attempts.map(({ requestedModel }) => requestedModel)).toEqual(['small'])
  })

  it('lets better models try while the check fails, and adds what all cost', async () => {
    const { cwd, spawner } = cascade({ early: 1 })
    const events: RunEvent[] = []
    const run = spawner.spawnEcho({ prompt: PROMPT, cwd })
    for await (const event of run) events.push(event)
    const result = await run
    expect(result).toMatchObject({ success: true, cost: 0.002, tokensUsed: 30 })
    expect(result.attempts.map(({ requestedModel, outcome }) => [requestedModel, outcome])).toEqual(
      [
        ['small', 'failed'],
        ['middle', 'completed'],
      ],
    )
    expect(result.verifications.map(({ verdict }) => verdict)).toEqual(['failed', 'passed'])
    expect(events).toContainEqual(expect.objectContaining({ type: 'retry', attempt: 2 }))
  })

  it('fails with the last check when no model is good enough', async () => {
    const { cwd, spawner } = cascade({ early: 3 })
    const result = await spawner.spawnEcho({ prompt: PROMPT, cwd })
    expect(result).toMatchObject({ success: false, error: { kind: 'verification' }, cost: 0.003 })
    expect(result.attempts).toHaveLength(3)
  })

  it('does not escalate what failed by itself: a better model has the same login', async () => {
    const { cwd, spawner } = cascade({ early: 3 })
    const result = await spawner.spawnEcho({ prompt: 'fail auth No', cwd })
    expect(result).toMatchObject({ error: { kind: 'auth' }, verifications: [] })
    expect(result.attempts).toHaveLength(1)
  })

  it('gives no step more access than was asked for, before anything is spawned', async () => {
    const targets = [TARGETS[0], { ...TARGETS[1], access: 'full-access' }] as typeof TARGETS
    const { cwd, spawner } = cascade({ targets })
    await expect(spawner.spawnEcho({ prompt: PROMPT, cwd })).rejects.toThrow(
      /expected at most read-only/,
    )
    expect(existsSync(join(cwd, 'done'))).toBe(false)
  })

  it.for([
    [[], /withCascade: targets/],
    [[{ provider: 'echo', modle: 'x' }], /withCascade: targets/],
  ] as const)('refuses the targets %j', ([targets, message]) => {
    expect(() => withCascade(targets, { verify: () => true })).toThrow(message)
  })

  it('refuses to go without a check', () => {
    expect(() => withCascade(['echo'], {} as never)).toThrow(/verify is missing/)
  })
})
