import type { AgentResult } from '@htmlgraph/core/provider'
import { expect } from 'vitest'
import type { ConformanceCase } from './conformance-case.ts'
import { createFakeAgent, type FakeAgent } from './fake-agent.ts'
import { GROWING_LIMITS_MS } from './growing-limits.ts'
import { isAlive } from './is-alive.ts'
import type { Subject } from './subject.ts'

/** What is waited for at the most; what a case guards against would wait for ever. */
const LATE_MS = 15_000

const OWN_SESSION = "{ detached: true, stdio: 'ignore' }"
const HOLDS_OUTPUT = "{ stdio: ['ignore', 'inherit', 'inherit'] }"
const BOTH = "{ detached: true, stdio: ['ignore', 'inherit', 'inherit'] }"

/** That no process is left, however a run ends. */
export const stopCases: readonly ConformanceCase[] = [
  {
    name: 'cancel-leaves-nothing',
    title: 'leaves no process behind when it is cancelled, not even one that went off on its own',
    async run(subject) {
      const agent = await createFakeAgent(subject, `startStray(${OWN_SESSION})\nbegin()\nstay()`)
      expectNothingLeft(await cancelEarly(subject, agent), agent)
    },
  },
  {
    name: 'cancel-stubborn',
    title: 'ends an agent that does not want to go',
    async run(subject) {
      const script = `for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => {})
        startStray(${OWN_SESSION})\nbegin()\nstay()`
      const agent = await createFakeAgent(subject, script)
      const result = await cancelEarly(subject, agent)
      expectNothingLeft(result, agent)
      expect(result.signal).toBe('SIGKILL')
    },
  },
  {
    name: 'timeout-leaves-nothing',
    title:
      'holds its deadline and leaves nothing, even if one in a session of its own has its output',
    async run(subject) {
      for (const timeoutMs of GROWING_LIMITS_MS) {
        const agent = await createFakeAgent(subject, `startStray(${BOTH})\nbegin()\nstay()`)
        const result = await subject.spawn({ executable: agent.path, timeoutMs })
        expect(result).toMatchObject({ outcome: 'timed-out', error: { kind: 'timeout' } })
        expect(result.durationMs - timeoutMs, 'too late').toBeLessThan(LATE_MS)
        if (agent.strays().length > 0) return expectNothingLeft(result, agent)
      }
      expect.fail('the agent could not start anything in time')
    },
  },
  {
    name: 'success-leaves-nothing',
    title: 'leaves no process behind when it ends well, and does not wait for who has its output',
    async run(subject) {
      const strays = [OWN_SESSION, HOLDS_OUTPUT].map((options) => `startStray(${options})\n`)
      const agent = await createFakeAgent(subject, `${strays.join('')}begin()\nend()`)
      const result = await subject.spawn({ executable: agent.path, timeoutMs: 4 * LATE_MS })
      expect(result).toMatchObject({ outcome: 'completed' })
      expect(result.durationMs, 'too late').toBeLessThan(LATE_MS)
      expectNothingLeft(result, agent)
    },
  },
]

/** Cancels as soon as the agent has said anything. */
async function cancelEarly(subject: Subject, agent: FakeAgent): Promise<AgentResult> {
  const run = subject.spawn({ executable: agent.path })
  for await (const event of run) if (event.type !== 'process-start') break
  run.cancel()
  const result = await run
  expect(result).toMatchObject({ success: false, outcome: 'cancelled' })
  return result
}

function expectNothingLeft({ pid }: AgentResult, agent: FakeAgent): void {
  const strays = agent.strays()
  expect(strays, 'what it started').not.toEqual([])
  expect(pid, 'the agent').not.toBeNull()
  expect([Number(pid), ...strays].filter(isAlive), 'still running').toEqual([])
}
