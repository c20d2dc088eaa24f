import { check, checkResult } from '../../src/check.ts'
import { type ConformanceCase, defineCases } from '../../src/conformance-case.ts'
import { inTurn } from '../../src/turns.ts'

/** What `access: 'full-access'` permits. */
export function fullAccessCases(): readonly ConformanceCase[] {
  return defineCases('access full-access', {
    'writes outside the working directory, by tool and by command': async (context) => {
      const { cli, run, workspace } = context
      const { outside } = workspace
      const isHeld = cli.facts.filesStayInside ?? false
      const script = inTurn(
        cli.turns.writes(`${outside}/tool.txt`),
        cli.turns.runs(`echo x > ${outside}/command.txt`),
      )
      const result = await run(script, cli.fullAccess)
      checkResult(result, { access: 'full-access', outcome: 'completed' })
      check('the denials', result.denials.length, isHeld ? 1 : 0)
      const files = workspace.snapshot(outside)
      check('what the command wrote', files['command.txt'], 'x\n')
      check('what the tool wrote', files['tool.txt']?.trimEnd(), isHeld ? undefined : 'written')
      check('how many files', Object.keys(files).length, isHeld ? 1 : 2)
    },
    'runs whatever command': async ({ cli, run, workspace }) => {
      const value = cli.facts.refusesSubstitution ? '$i' : '$(echo $i)'
      const command = `for i in 1 2; do X=${value}; echo "$X" >> out.txt; done`
      const result = await run(inTurn(cli.turns.runs(command)), cli.fullAccess)
      checkResult(result, { outcome: 'completed', denials: [] })
      check('the output', workspace.snapshot(workspace.cwd), { 'out.txt': '1\n2\n' })
    },
  })
}
