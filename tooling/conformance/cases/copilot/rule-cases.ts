import type { CopilotContext } from '../../clis/copilot.ts'
import { check, checkResult } from '../../src/check.ts'
import { type ConformanceCase, defineCases } from '../../src/conformance-case.ts'
import { inTurn } from '../../src/turns.ts'

const ALL = { access: 'full-access' } as const

/** What `allowTools`, `denyTools` and `allowAllTools` do. */
export const ruleCases: readonly ConformanceCase[] = defineCases<CopilotContext>('rules', {
  'writes only where a rule allows it': async ({ cli, run, workspace }) => {
    const { cwd, snapshot, write } = workspace
    write('src/old.txt', '')
    const attempts = ['src/new.txt', 'new.txt'].map((path) => cli.turns.writes(`${cwd}/${path}`))
    const result = await run(inTurn(...attempts), { allowTools: [`write(${cwd}/src/**)`] })
    checkResult(result, { outcome: 'completed', access: 'workspace-write' })
    check('the files', Object.keys(snapshot(cwd)).sort(), ['src/new.txt', 'src/old.txt'])
    check('the denials', result.denials.length, 1)
  },
  'runs only the commands that a rule allows': async ({ cli, run, workspace }) => {
    const script = inTurn(cli.turns.runs('touch allowed'), cli.turns.runs('mkdir forbidden'))
    const result = await run(script, { ...ALL, allowTools: ['shell(touch:*)'] })
    checkResult(result, { outcome: 'completed', access: 'full-access' })
    check('the files', workspace.snapshot(workspace.cwd), { allowed: '' })
    check('the denials', result.denials.length, 1)
  },
  'lets a rule that denies win over everything': async ({ cli, run, workspace }) => {
    const attempts = [cli.turns.runs('touch ran'), cli.turns.writes(`${workspace.cwd}/new.txt`)]
    const result = await run(inTurn(...attempts), { ...ALL, denyTools: ['shell', 'write'] })
    checkResult(result, { outcome: 'denied', kind: 'permission' })
    check('the files', workspace.snapshot(workspace.cwd), {})
  },
  'keeps the tools for files in the working directory with allowAllTools': async (context) => {
    const { cli, run, workspace } = context
    const { cwd, outside, snapshot } = workspace
    const attempts = [cli.turns.runs('touch ran'), cli.turns.writes(`${outside}/new.txt`)]
    const result = await run(inTurn(...attempts), { ...ALL, allowAllTools: true })
    checkResult(result, { outcome: 'completed' })
    check('what is inside', snapshot(cwd), { ran: '' })
    check('what is outside', snapshot(outside), {})
    check('the denials', result.denials.length, 1)
  },
})
