import type { ClaudeContext } from '../../clis/claude.ts'
import { IS_ROOT } from '../../clis/claude.ts'
import { writes } from '../../clis/claude-turns.ts'
import { checkMatch, checkResult } from '../../src/check.ts'
import { type ConformanceCase, defineCases } from '../../src/conformance-case.ts'
import { inTurn } from '../../src/turns.ts'

const asRoot: Parameters<typeof defineCases>[1] = {
  'fails as root without a word on a sandbox, and says so': async ({ run, workspace }) => {
    const script = inTurn(writes(`${workspace.outside}/tool.txt`))
    const result = await run(script, { access: 'full-access' })
    checkResult(result, { outcome: 'failed', kind: 'permission' })
    checkMatch('the message', String(result.error), /root/)
  },
}

/** What `access: 'full-access'` permits. */
export const fullAccessCases: readonly ConformanceCase[] = defineCases<ClaudeContext>(
  'access full-access',
  {
    ...(IS_ROOT ? asRoot : {}),
  },
)
