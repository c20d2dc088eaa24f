import { symlinkSync } from 'node:fs'
import type { AgentResult } from '@htmlgraph/core'
import type { AnswerTurn } from '@htmlgraph/testkit/model-server'
import type { AgentCli } from '../../src/agent-cli.ts'
import type { CaseContext, CaseInput } from '../../src/case-context.ts'
import { check, checkResult } from '../../src/check.ts'
import { type ConformanceCase, defineCases } from '../../src/conformance-case.ts'
import { everyFile } from '../../src/every-file.ts'
import { inTurn } from '../../src/turns.ts'
import type { Workspace } from '../../src/workspace.ts'

type Cases = Parameters<typeof defineCases>[1]

const ACCESS: CaseInput = { access: 'workspace-write' }

/** A tool writes to a place outside: nothing is there after it. */
const writesNothing =
  (place: (workspace: Workspace) => string): ConformanceCase['run'] =>
  async (context) => {
    const { cli, workspace } = context
    const result = await tryOutside(context, [cli.turns.writes(place(workspace))])
    if (!cli.facts.tellsDenied.write) return
    checkResult(result, { outcome: 'denied', success: false, kind: 'permission' })
  }

/** A tool reads a file outside, edits it and writes over it: some may read there, but the file stays as it was. */
const leavesAsItWas =
  (place: (workspace: Workspace) => string): ConformanceCase['run'] =>
  async (context) => {
    const path = place(context.workspace)
    const { reads, edits, writes } = context.cli.turns
    await tryOutside(context, [reads(path), edits(path, 'kept', 'lost'), writes(path)])
  }

async function tryOutside(
  context: CaseContext,
  attempts: readonly AnswerTurn[],
): Promise<AgentResult> {
  const before = everyFile(context)
  const result = await context.run(inTurn(...attempts), ACCESS)
  check('the files', everyFile(context), before)
  checkResult(result, { access: 'workspace-write' })
  return result
}

const everywhere: Cases = {
  'writes and edits inside the working directory': async ({ cli, run, workspace }) => {
    const path = workspace.write('a.txt', 'alpha\n')
    // Not every tool that writes a file makes its directory.
    workspace.write('sub/old.txt', '')
    const script = inTurn(
      cli.turns.reads(path),
      cli.turns.edits(path, 'alpha', 'beta'),
      cli.turns.writes(`${workspace.cwd}/sub/new.txt`),
    )
    const result = await run(script, ACCESS)
    checkResult(result, { access: 'workspace-write', outcome: 'completed', denials: [] })
    const files = workspace.snapshot(workspace.cwd)
    check('the edit', files['a.txt'], 'beta\n')
    check('the new file', files['sub/new.txt']?.trimEnd(), 'written')
    if (!cli.facts.tellsFileChanges) return
    check(
      'the changes told',
      result.fileChanges.map((change) => change.path),
      [path, `${workspace.cwd}/sub/new.txt`],
    )
  },
  'writes nothing outside by a tool': writesNothing(({ outside }) => `${outside}/new.txt`),
  'changes no file outside by a tool': leavesAsItWas(({ outside, write }) =>
    write(`${outside}/old.txt`, 'kept\n'),
  ),
  'writes nothing outside by a path with dots': writesNothing(
    ({ cwd }) => `${cwd}/../outside/new.txt`,
  ),
  'writes nothing into the home directory by a tool': writesNothing(
    ({ home }) => `${home}/new.txt`,
  ),
  'writes nothing outside through a link by a tool': writesNothing(({ cwd, outside }) => {
    symlinkSync(outside, `${cwd}/link`)
    return `${cwd}/link/new.txt`
  }),
  'changes no file outside through a link by a tool': leavesAsItWas(({ cwd, outside, write }) => {
    symlinkSync(write(`${outside}/old.txt`, 'kept\n'), `${cwd}/link.txt`)
    return `${cwd}/link.txt`
  }),
}

function withSubagents(delegates: NonNullable<AgentCli['turns']['delegates']>): Cases {
  return {
    'holds a subagent as well': async ({ cli, serve, start, workspace }: CaseContext) => {
      const { cwd, outside } = workspace
      const attempts = [cli.turns.writes(`${cwd}/in.txt`), cli.turns.writes(`${outside}/out.txt`)]
      const command = cli.turns.runs(`touch ran; touch ${outside}/command.txt`)
      const server = await serve({
        script: inTurn(delegates('SUBAGENT write it')),
        conversations: [{ opening: 'SUBAGENT', script: inTurn(...attempts, command) }],
      })
      await start(server, ACCESS)
      check('what is outside', workspace.snapshot(outside), {})
      check('what is inside', workspace.snapshot(cwd)['in.txt']?.trimEnd(), 'written')
    },
  }
}

/** What `access: 'workspace-write'` permits, and that it ends at the working directory. */
export function workspaceWriteCases({ turns }: AgentCli): readonly ConformanceCase[] {
  return defineCases('access workspace-write', {
    ...everywhere,
    ...(turns.delegates === undefined ? {} : withSubagents(turns.delegates)),
  })
}
