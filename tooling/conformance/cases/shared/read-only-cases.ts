import type { AnswerTurn } from '@htmlgraph/testkit/model-server'
import type { AgentCli } from '../../src/agent-cli.ts'
import type { CaseContext } from '../../src/case-context.ts'
import { check, checkResult } from '../../src/check.ts'
import { type ConformanceCase, defineCases } from '../../src/conformance-case.ts'
import { everyFile } from '../../src/every-file.ts'
import { setGitTrap } from '../../src/git-trap.ts'
import { inTurn } from '../../src/turns.ts'

type Attempt = (context: CaseContext) => readonly AnswerTurn[]

/** The agent tries it; nothing may change, and what is told as denied may not pass for a success. */
const changesNothing =
  (by: 'write' | 'command', attempt: Attempt): ConformanceCase['run'] =>
  async (context) => {
    const { cli, run, workspace } = context
    workspace.write('a.txt', 'alpha\n')
    workspace.write(`${workspace.outside}/b.txt`, 'beta\n')
    workspace.write(`${workspace.home}/.profile`, 'kept\n')
    const script = inTurn(...attempt(context))
    const before = everyFile(context)
    const result = await run(script, { access: 'read-only' })
    check('the files', everyFile(context), before)
    checkResult(result, { access: 'read-only' })
    if (!cli.facts.tellsDenied[by]) return
    checkResult(result, { outcome: 'denied', success: false, kind: 'permission' })
    check(
      'whether the denials name a tool',
      result.denials.every(({ tool }) => tool !== ''),
      true,
    )
  }

const writes = (place: (context: CaseContext) => string): ConformanceCase['run'] =>
  changesNothing('write', (context) => [context.cli.turns.writes(place(context))])

const runs = (command: (context: CaseContext) => string): ConformanceCase['run'] =>
  changesNothing('command', (context) => [context.cli.turns.runs(command(context))])

const everywhere: Parameters<typeof defineCases>[1] = {
  'writes no file': writes(({ workspace }) => `${workspace.cwd}/new.txt`),
  'writes no file over another': writes(({ workspace }) => `${workspace.cwd}/a.txt`),
  'writes no file outside': writes(({ workspace }) => `${workspace.outside}/new.txt`),
  'writes no file into the home directory': writes(({ workspace }) => `${workspace.home}/.profile`),
  'edits no file': changesNothing('write', ({ cli, workspace }) => [
    cli.turns.edits(`${workspace.cwd}/a.txt`, 'alpha', 'beta'),
  ]),
  'makes no file by a shell command': runs(() => 'touch new.txt'),
  'makes no file by a redirection': runs(() => 'echo x > new.txt'),
  'makes no file by a program': runs(() => `node -e "require('fs').writeFileSync('new.txt','x')"`),
  'makes no file outside by a shell command': runs(
    ({ workspace }) => `touch ${workspace.outside}/new.txt ~/new.txt`,
  ),
  'changes no file in place': runs(() => 'sed -i s/alpha/beta/ a.txt'),
  'removes no file': runs(() => 'rm -f a.txt'),
  'lets no program change anything that the git configuration of the repository names': async (
    context,
  ) => {
    const { cli, run, workspace } = context
    setGitTrap(workspace)
    const before = everyFile(context)
    const result = await run(inTurn(cli.turns.runs('git status')), { access: 'read-only' })
    check('the files', everyFile(context), before)
    checkResult(result, { access: 'read-only' })
    // Where commands run, this one does, and what the program does is stopped.
    if (cli.facts.commandsFrom === 'read-only' || !cli.facts.tellsDenied.command) return
    checkResult(result, { outcome: 'denied', success: false, kind: 'permission' })
  },
  reads: async ({ cli, run, workspace }) => {
    const path = workspace.write('a.txt', 'alpha\n')
    const result = await run(inTurn(cli.turns.reads(path)))
    checkResult(result, {
      access: 'read-only',
      outcome: 'completed',
      response: 'Finished.',
      denials: [],
    })
  },
}

/** What `access: 'read-only'` permits. */
export function readOnlyCases({ turns }: AgentCli): readonly ConformanceCase[] {
  const { delegates } = turns
  if (delegates === undefined) return defineCases('access read-only', everywhere)
  return defineCases('access read-only', {
    ...everywhere,
    'lets a subagent change nothing either': async (context) => {
      const { cli, workspace, serve, start } = context
      const attempts = [turns.writes(`${workspace.cwd}/new.txt`), turns.runs('touch other.txt')]
      const server = await serve({
        script: inTurn(delegates('SUBAGENT write it')),
        conversations: [{ opening: 'SUBAGENT', script: inTurn(...attempts) }],
      })
      const before = everyFile(context)
      const result = await start(server, { access: 'read-only' })
      check('the files', everyFile(context), before)
      checkResult(result, { access: 'read-only' })
      const { write, command } = cli.facts.tellsDenied
      if (write && command) check('the number of denials', result.denials.length, 2)
      const wasAsked = JSON.stringify(server.requests.map(({ body }) => body))
      check('whether the subagent was asked', wasAsked.includes('SUBAGENT write it'), true)
    },
  })
}
