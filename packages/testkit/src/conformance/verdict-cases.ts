import type { RunEvent } from '@htmlgraph/core/provider'
import { expect } from 'vitest'
import type { ConformanceCase } from './conformance-case.ts'
import { GROWING_LIMITS_MS } from './growing-limits.ts'
import { cutBeforeEnd } from './sample-parts.ts'

const OUTCOMES = ['completed', 'failed', 'empty', 'denied'] as const

/** How a run is judged, and that it can be stopped. */
export const verdictCases: readonly ConformanceCase[] = [
  ...OUTCOMES.map(coverOutcome),
  {
    name: 'no-end-no-success',
    title: 'is no success when the CLI exits with 0 and never said how the run ended',
    async run(subject) {
      const cut = await cutBeforeEnd(subject)
      for (const stdout of [cut.stdout, Buffer.alloc(0), Buffer.from('All done!\n')]) {
        const cli = subject.replay({ ...cut, stdout, exit: { code: 0 } })
        const result = await subject.spawn({ executable: cli.path })
        expect(result).toMatchObject({ success: false, outcome: 'failed', exitCode: 0 })
      }
    },
  },
  {
    name: 'timeout-keeps-text',
    title: 'keeps the text already received when time runs out',
    async run(subject) {
      const cli = subject.replay(await cutBeforeEnd(subject), true)
      for (const idleTimeoutMs of GROWING_LIMITS_MS) {
        const run = subject.spawn({ executable: cli.path, idleTimeoutMs })
        const seen: RunEvent[] = []
        for await (const event of run) seen.push(event)
        const result = await run
        expect(result).toMatchObject({ success: false, outcome: 'timed-out' })
        const text = seen.findLast((event) => event.type === 'message')?.text
        if (text !== undefined) {
          expect(result.error?.kind).toBe('timeout')
          return expect(result.response).toContain(text)
        }
        if (seen.some(({ type }) => type !== 'process-start') && idleTimeoutMs > 1_000) break
      }
      expect.fail('the sample gives no "message" event before its end')
    },
  },
]

function coverOutcome(outcome: (typeof OUTCOMES)[number]): ConformanceCase {
  return {
    name: `outcome-${outcome}`,
    title: `has a recording of a run that ends as ${outcome}`,
    run({ init }) {
      const outcomes = Object.values(init.recordings).map((expected) => expected.outcome)
      expect(outcomes).toContain(outcome)
    },
  }
}
