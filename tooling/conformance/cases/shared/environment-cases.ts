import type { AgentCli } from '../../src/agent-cli.ts'
import type { CaseContext, CaseInput } from '../../src/case-context.ts'
import { check, checkMatch, checkResult } from '../../src/check.ts'
import { type ConformanceCase, defineCases } from '../../src/conformance-case.ts'
import { setGitTrap } from '../../src/git-trap.ts'
import { foreignSecrets } from '../../src/secrets.ts'
import { inTurn, says } from '../../src/turns.ts'
import { withCommands } from '../../src/with-commands.ts'

async function environmentOfTool(context: CaseContext, input: CaseInput): Promise<string> {
  const { cli, run, workspace } = context
  const result = await run(inTurn(cli.turns.runs('env > environment.txt')), input)
  checkResult(result, { outcome: 'completed' })
  const environment = workspace.snapshot(workspace.cwd)['environment.txt'] ?? ''
  checkMatch('the environment', environment, /^PATH=/m)
  return environment
}

const showsNoForeignKey =
  (input: CaseInput): ConformanceCase['run'] =>
  async (context) => {
    const environment = await environmentOfTool(context, input)
    const names = Object.keys(foreignSecrets(context.cli.id))
    const leaked = names.filter((name) => new RegExp(`^${name}=`, 'm').test(environment))
    check('the foreign variables that a command sees', leaked, [])
    check('whether a secret is among the values', environment.includes('foreign-secret'), false)
    const isInside = /^CLAUDE_CODE_ENTRYPOINT=cli$/m.test(environment)
    check('whether it believes to be inside another session', isInside, false)
    const { cli } = context
    if (!cli.facts.hidesKeyWith.includes(input.access ?? 'read-only')) return
    check('whether it sees the own key', environment.includes(cli.key.value), false)
  }

/** What surrounds a run. */
export function environmentCases(cli: AgentCli): readonly ConformanceCase[] {
  const confined: CaseInput = { access: 'workspace-write' }
  return defineCases('environment', {
    ...(cli.facts.commandsFrom !== 'full-access'
      ? { 'shows no foreign key to a confined command': showsNoForeignKey(confined) }
      : {}),
    'shows no foreign key to a command with full access': showsNoForeignKey(cli.fullAccess),
    'runs no program that the git configuration of the repository names when it begins': async ({
      run,
      workspace,
    }) => {
      setGitTrap(workspace)
      checkResult(await run([says('Hello.')]), { outcome: 'completed', response: 'Hello.' })
      check('what ran', workspace.snapshot(workspace.outside), {})
    },
    'hands on a variable that was given for the run': async (context) => {
      const input = withCommands(cli)
      const env = { ...input.env, PROJECT_FLAVOUR: 'vanilla' }
      const environment = await environmentOfTool(context, { ...input, env })
      checkMatch('the environment', environment, /^PROJECT_FLAVOUR=vanilla$/m)
    },
  })
}
