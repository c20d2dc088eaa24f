import { check, checkResult } from '../../src/check.ts'
import { type ConformanceCase, defineCases } from '../../src/conformance-case.ts'
import { inTurn } from '../../src/turns.ts'

/** What `access: 'full-access'` permits. */
export function fullAccessCases(): readonly ConformanceCase[] {
  return defineCases('access full-access', {
    'writes outside the working directory, by tool and by command': async (context) => {
      const { cli, run, workspace } = context
      const { outside } = workspace
      const script = inTurn(
        cli.turns.writes(`${outside}/tool.txt`),
        cli.turns.runs(`echo x > ${outside}/command.txt`),
      )
      const result = await run(script, cli.fullAccess)
      checkResult(result, { access: 'full-access', outcome: 'completed', denials: [] })
      const files = workspace.snapshot(outside)
      check('the names', Object.keys(files).sort(), ['command.txt', 'tool.txt'])
      check('what the command wrote', files['command.txt'], 'x\n')
      check('what the tool wrote', files['tool.txt']?.trimEnd(), 'written')
    },
    'runs whatever command': async ({ cli, run, workspace }) => {
      const command = 'for i in 1 2; do X=$(echo $i); echo "$X" >> out.txt; done'
      const result = await run(inTurn(cli.turns.runs(command)), cli.fullAccess)
      checkResult(result, { outcome: 'completed', denials: [] })
      check('the output', workspace.snapshot(workspace.cwd), { 'out.txt': '1\n2\n' })
    },
  })
}
