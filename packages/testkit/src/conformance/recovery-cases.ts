import { compose, withFallback, withRetry } from '@htmlgraph/core'
import type { AgentResult, RunErrorKind } from '@htmlgraph/core/provider'
import { expect } from 'vitest'
import type { Recording } from '../replay/index.ts'
import type { ConformanceCase } from './conformance-case.ts'
import type { ConformanceInput } from './conformance-init.ts'
import { createFakeAgent } from './fake-agent.ts'
import { GROWING_LIMITS_MS } from './growing-limits.ts'
import { STAND_IN, standIn } from './stand-in.ts'
import type { Subject } from './subject.ts'
import { createTestClock, type TestClock } from './test-clock.ts'

const ATTEMPTS = 3

/** A day: the clock of the suite waits for nothing. */
const MOST_WAIT_MS = 86_400_000

/** What can be done about a failure is told by its kind. */
export const recoveryCases: readonly ConformanceCase[] = [
  {
    name: 'rate-limit',
    title:
      'waits when the API is asked too often, tries again, and then lets another agent take over',
    async run(subject) {
      const { result, clock } = await recover(subject, 'rate-limit')
      const [first] = result.attempts
      expect(first?.error).toMatchObject({ kind: 'rate-limit', retryable: true })
      for (const waitMs of clock.waits) {
        expect(waitMs).toBeGreaterThanOrEqual(Math.max(1, first?.error?.retryAfterMs ?? 0))
      }
    },
  },
  {
    name: 'network-cut',
    title: 'tries again when the network is cut, and then lets another agent take over',
    async run(subject) {
      const { result } = await recover(subject, 'network')
      expect(result.attempts[0]?.error).toMatchObject({ kind: 'network', retryable: true })
    },
  },
  {
    name: 'login-prompt',
    title: 'takes a CLI that asks for a login and waits for what it is, and does not try again',
    async run(subject) {
      const { loginPrompt } = subject.init
      if (loginPrompt === undefined) expect.fail('testProvider was given no loginPrompt')
      for (const file of [1, 2]) {
        const result = await waitForLogin(subject, loginPrompt, file)
        expect(result).toMatchObject({ success: false, outcome: 'timed-out' })
        expect(result.error, `on file ${file}`).toMatchObject({ kind: 'auth', retryable: false })
        expect(result.attempts, 'no second attempt').toHaveLength(1)
      }
    },
  },
]

interface Recovery {
  readonly result: AgentResult
  readonly clock: TestClock
}

/** Replays a failure under `withRetry` and `withFallback`: every attempt is made, and the stand-in has the last word. */
async function recover(subject: Subject, kind: RunErrorKind): Promise<Recovery> {
  const { recording, input } = findFailed(subject, kind)
  const clock = createTestClock()
  const cli = subject.replay(recording)
  const other = await createFakeAgent(subject, "print('Taken over.\\n')")
  const spawner = compose(
    subject.spawner({ plugins: [standIn] }),
    withFallback([{ provider: STAND_IN, executable: other.path }]),
    withRetry({ attempts: ATTEMPTS, maxRetryAfterMs: MOST_WAIT_MS, clock }),
  )
  const result = await spawner.spawn(
    subject.id,
    subject.complete({ ...input, executable: cli.path }),
  )
  const tried = Array.from({ length: ATTEMPTS }, () => subject.id)
  expect(result.attempts.map(({ provider }) => provider)).toEqual([...tried, STAND_IN])
  expect(result).toMatchObject({ success: true, response: 'Taken over.' })
  expect(cli.invocations()).toHaveLength(ATTEMPTS)
  expect(clock.waits).toHaveLength(ATTEMPTS - 1)
  return { result, clock }
}

interface FailedRecording {
  readonly recording: Recording
  readonly input: ConformanceInput | undefined
}

function findFailed(subject: Subject, kind: RunErrorKind): FailedRecording {
  const entries = Object.entries(subject.init.recordings)
  const found = entries.find(([, expected]) => expected.kind === kind)
  if (found === undefined) return expect.fail(`no recording is expected to fail with ${kind}`)
  return { recording: subject.recording(found[0]), input: found[1].input }
}

/** Until it has printed its prompt before it is stopped. */
async function waitForLogin(subject: Subject, prompt: string, file: number): Promise<AgentResult> {
  const script = `print(data, ${file})\nstay()`
  const agent = await createFakeAgent(subject, script, prompt)
  for (const idleTimeoutMs of GROWING_LIMITS_MS) {
    const spawner = compose(subject.spawner(), withRetry({ clock: createTestClock() }))
    const run = spawner.spawn(
      subject.id,
      subject.complete({ executable: agent.path, idleTimeoutMs }),
    )
    let hasPrinted = file === 2
    for await (const event of run) hasPrinted ||= event.type !== 'process-start'
    const result = await run
    const isSeen = file === 1 ? hasPrinted : result.stderrTail !== ''
    if (isSeen) return result
  }
  return expect.fail('the agent could print nothing in time')
}
