import { check, checkMatch, checkResult } from '../src/check.ts'
import { type ConformanceCase, defineCases } from '../src/conformance-case.ts'
import { FULL_ACCESS, IS_ROOT } from '../src/full-access.ts'
import { inTurn, runs, writes } from '../src/turns.ts'

const asRoot: Parameters<typeof defineCases>[1] = {
  'fails as root without a word on a sandbox, and says so': async ({ run, workspace }) => {
    const script = inTurn(writes(`${workspace.outside}/tool.txt`))
    const result = await run(script, { access: 'full-access' })
    checkResult(result, { outcome: 'failed', kind: 'permission' })
    checkMatch('the message', String(result.error), /root/)
  },
}

/** What `access: 'full-access'` permits. */
export const fullAccessCases: readonly ConformanceCase[] = defineCases('access full-access', {
  'writes outside the working directory, by tool and by command': async ({ run, workspace }) => {
    const { outside } = workspace
    const script = inTurn(writes(`${outside}/tool.txt`), runs(`echo x > ${outside}/command.txt`))
    const result = await run(script, FULL_ACCESS)
    checkResult(result, { access: 'full-access', outcome: 'completed', denials: [] })
    check('the files', workspace.snapshot(outside), { 'command.txt': 'x\n', 'tool.txt': 'written' })
  },
  'runs whatever command': async ({ run, workspace }) => {
    const command = 'for i in 1 2; do X=$(echo $i); echo "$X" >> out.txt; done'
    const result = await run(inTurn(runs(command)), FULL_ACCESS)
    checkResult(result, { outcome: 'completed', denials: [] })
    check('the output', workspace.snapshot(workspace.cwd), { 'out.txt': '1\n2\n' })
  },
  ...(IS_ROOT ? asRoot : {}),
})
