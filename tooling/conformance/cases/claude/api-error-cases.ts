import type { ClaudeContext } from '../../clis/claude.ts'
import { checkResult } from '../../src/check.ts'
import { type ConformanceCase, defineCases } from '../../src/conformance-case.ts'

/** An error of its API that others do not have. */
export const apiErrorCases: readonly ConformanceCase[] = defineCases<ClaudeContext>('API errors', {
  'calls 529 overloaded': async ({ run }) => {
    const result = await run([{ kind: 'api-error', status: 529 }])
    checkResult(result, { outcome: 'failed', kind: 'overloaded', retryable: true })
  },
})
