import { type AgentResult, RUN_ERROR_KINDS, totalTokens } from '@htmlgraph/core/provider'
import { expect } from 'vitest'
import type { ConformanceCase } from './conformance-case.ts'
import type { RecordingExpectation } from './conformance-init.ts'

/** One case for each recording: what it must come to when it is spawned as any caller would. */
export function recordingCase(name: string, expected: RecordingExpectation): ConformanceCase {
  return {
    name: `recording-${name}`,
    title: `makes of ${name} what was written down: ${expected.outcome}`,
    async run(subject) {
      const cli = subject.replay(subject.recording(name))
      const result = await subject.spawn({ ...expected.input, executable: cli.path })
      const { input: _input, response, ...values } = expected
      const actual = {
        ...result,
        kind: result.error?.kind ?? null,
        denials: result.denials.map((denial) => denial.tool),
      }
      const compared = Object.keys(values) as (keyof typeof values)[]
      expect(Object.fromEntries(compared.map((key) => [key, actual[key]]))).toEqual(values)
      if (response !== undefined) expectResponse(result.response, response)
      expectSound(result)
    },
  }
}

function expectResponse(actual: string, expected: string | RegExp): void {
  if (typeof expected === 'string') expect(actual).toBe(expected)
  else expect(actual).toMatch(expected)
}

/** What is true of every result. */
function expectSound(result: AgentResult): void {
  expect(result.success).toBe(result.outcome === 'completed')
  expect(result.error === null).toBe(result.success)
  if (result.error !== null) expect(RUN_ERROR_KINDS).toContain(result.error.kind)
  expect(result.tokensUsed).toBe(totalTokens(result.usage))
  for (const { model: _model, priceVersion: _version, ...buckets } of result.usage) {
    for (const [bucket, count] of Object.entries(buckets)) {
      const isCount = count === null || (Number.isSafeInteger(count) && count >= 0)
      expect(isCount, `${bucket} is ${count}`).toBe(true)
    }
  }
}
