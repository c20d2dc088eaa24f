import type { AgentCli } from '../../src/agent-cli.ts'
import type { CaseInput } from '../../src/case-context.ts'
import { check, checkResult } from '../../src/check.ts'
import { type ConformanceCase, defineCases } from '../../src/conformance-case.ts'
import { everyFile } from '../../src/every-file.ts'
import { setGitTrap } from '../../src/git-trap.ts'
import { inTurn } from '../../src/turns.ts'
import type { Workspace } from '../../src/workspace.ts'

type Cases = Parameters<typeof defineCases>[1]

const ACCESS: CaseInput = { access: 'workspace-write' }

/** A command reaches for the outside: it runs, and nothing is there after it. */
const runsButStaysInside =
  (command: (workspace: Workspace) => string): ConformanceCase['run'] =>
  async (context) => {
    const { cli, run, workspace } = context
    workspace.write(`${workspace.home}/.profile`, 'kept\n')
    const attempt = cli.turns.runs(`touch ran; ${command(workspace)}; true`)
    const { outside, home } = everyFile(context)
    const result = await run(inTurn(attempt), ACCESS)
    const after = everyFile(context)
    check('what is outside', [after.outside, after.home], [outside, home])
    check('whether the command ran', workspace.snapshot(workspace.cwd).ran, '')
    checkResult(result, { access: 'workspace-write', outcome: 'completed' })
  }

const withCommands: Cases = {
  'runs commands inside the working directory': async ({ cli, run, workspace }) => {
    const script = inTurn(
      cli.turns.runs('echo by-command > command.txt'),
      cli.turns.runs(`node -e "require('fs').writeFileSync('program.txt', 'by-program')"`),
    )
    const result = await run(script, ACCESS)
    checkResult(result, { access: 'workspace-write', outcome: 'completed', denials: [] })
    const files = workspace.snapshot(workspace.cwd)
    check('the files', [files['command.txt'], files['program.txt']], ['by-command\n', 'by-program'])
  },
  'writes nothing outside by a command': runsButStaysInside(
    ({ outside }) => `touch ${outside}/new.txt`,
  ),
  'writes nothing outside by a redirection': runsButStaysInside(
    ({ outside }) => `echo x > ${outside}/new.txt`,
  ),
  'writes nothing outside by a program': runsButStaysInside(
    ({ outside }) => `node -e "require('fs').writeFileSync('${outside}/new.txt', 'x')"`,
  ),
  'writes nothing outside through a link by a command': runsButStaysInside(
    ({ outside }) => `ln -s ${outside} link; echo x > link/new.txt; rm link`,
  ),
  'writes nothing into the home directory by a command': runsButStaysInside(
    () => 'touch ~/new.txt; echo added >> ~/.profile',
  ),
  'gives commands no network': async ({ cli, serve, start, workspace }) => {
    const server = await serve()
    const script =
      `fetch('${server.url}/reached').then(() => 'reached', (error) => error.message)` +
      ".then((text) => require('fs').writeFileSync('outcome.txt', text))"
    const asking = await serve({ script: inTurn(cli.turns.runs(`node -e "${script}"`)) })
    await start(asking, ACCESS)
    check('what came of it', workspace.snapshot(workspace.cwd)['outcome.txt'], 'fetch failed')
    check('the requests', server.requests, [])
  },
}

const withoutCommands: Cases = {
  'runs no command, since nothing would hold it inside': async (context) => {
    const { cli, run, workspace } = context
    const { outside } = workspace
    const before = everyFile(context)
    const script = inTurn(
      cli.turns.runs('touch ran'),
      cli.turns.runs(`echo x > ${outside}/new.txt`),
      cli.turns.runs(`node -e "require('fs').writeFileSync('${outside}/new.txt', 'x')"`),
    )
    const result = await run(script, ACCESS)
    check('the files', everyFile(context), before)
    checkResult(result, { access: 'workspace-write' })
    if (cli.facts.tellsDenied.command) {
      checkResult(result, { outcome: 'denied', success: false, kind: 'permission' })
    }
  },
  'runs no program that the git configuration of the repository names': async (context) => {
    const { cli, run, workspace } = context
    setGitTrap(workspace)
    await run(inTurn(cli.turns.runs('git status')), ACCESS)
    check('what ran', workspace.snapshot(workspace.outside), {})
  },
}

/** What commands may do with `access: 'workspace-write'`: stay inside, or not run at all. */
export function commandCases({ facts }: AgentCli): readonly ConformanceCase[] {
  const isHeld = facts.commandsFrom !== 'full-access'
  return defineCases('access workspace-write', isHeld ? withCommands : withoutCommands)
}
