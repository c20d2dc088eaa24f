import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { AgentResult } from '@htmlgraph/core'
import type { AnswerTurn } from '@htmlgraph/testkit/model-server'
import type { CopilotContext } from '../../clis/copilot.ts'
import { check, checkResult } from '../../src/check.ts'
import { type ConformanceCase, defineCases } from '../../src/conformance-case.ts'
import { calls, inTurn } from '../../src/turns.ts'

const WRITING = { access: 'workspace-write' } as const
/** A model that writes files with patches. */
const PATCHING = { ...WRITING, model: 'gpt-5.4' }

const patches = (...lines: readonly string[]): AnswerTurn =>
  calls(['apply_patch', { input: ['*** Begin Patch', ...lines, '*** End Patch'].join('\n') }])

const deniedTools = ({ denials }: AgentResult): string[] => denials.map(({ tool }) => tool)

/** The tools that the model is offered, by name. */
function offered(server: { readonly requests: readonly { readonly body: unknown }[] }): string[] {
  const body = server.requests.at(-1)?.body as {
    readonly tools?: readonly { function?: { name: string }; custom?: { name: string } }[]
  }
  return (body.tools ?? []).map((tool) => String((tool.function ?? tool.custom)?.name)).sort()
}

/** What a run that is held may do. */
export const confinementCases: readonly ConformanceCase[] = defineCases<CopilotContext>(
  'confinement',
  {
    'offers the model nothing that writes or runs with read-only': async ({ serve, start }) => {
      const server = await serve()
      await start(server)
      check('the tools', offered(server), ['glob', 'grep', 'view'])
    },
    'offers the model nothing that runs with workspace-write': async ({ serve, start }) => {
      const server = await serve()
      await start(server, WRITING)
      check('the tools', offered(server), ['create', 'edit', 'glob', 'grep', 'view'])
    },
    'patches files inside and makes their directories': async ({ run, workspace }) => {
      workspace.write('a.txt', 'alpha\n')
      const script = inTurn(
        patches('*** Add File: sub/new.txt', '+written'),
        patches('*** Update File: a.txt', '*** Move to: b.txt', '@@', '-alpha', '+beta'),
      )
      const result = await run(script, PATCHING)
      checkResult(result, { outcome: 'completed', denials: [] })
      check('the files', workspace.snapshot(workspace.cwd), {
        'sub/new.txt': 'written\n',
        'b.txt': 'beta\n',
      })
      check(
        'the changes',
        result.fileChanges.map(({ change }) => change),
        ['created', 'created', 'deleted'],
      )
    },
    'patches no file outside': async ({ run, workspace }) => {
      const { outside, write } = workspace
      const kept = write(`${outside}/old.txt`, 'kept\n')
      write('a.txt', 'alpha\n')
      const script = inTurn(
        patches('*** Add File: ../outside/new.txt', '+x'),
        patches('*** Update File: a.txt', `*** Move to: ${outside}/b.txt`, '@@', '-alpha', '+x'),
        patches(`*** Update File: ${kept}`, '@@', '-kept', '+lost'),
        patches(`*** Delete File: ${kept}`),
      )
      const result = await run(script, PATCHING)
      check('what is outside', workspace.snapshot(outside), { 'old.txt': 'kept\n' })
      checkResult(result, { outcome: 'denied' })
      check('the denied tools', deniedTools(result), Array(4).fill('apply_patch'))
    },
    'writes nothing that git or a later run would start': async ({ cli, run, workspace }) => {
      const { cwd, snapshot } = workspace
      for (const folder of ['.git/hooks', '.github/hooks', '.claude']) {
        mkdirSync(join(cwd, folder), { recursive: true })
      }
      const paths = ['.git/hooks/pre-commit', '.github/hooks/a.json', '.claude/settings.json']
      const attempts = [...paths, '.mcp.json'].map((path) => cli.turns.writes(`${cwd}/${path}`))
      const result = await run(inTurn(...attempts), WRITING)
      check('the files', snapshot(cwd), {})
      check('the denied tools', deniedTools(result), Array(4).fill('create'))
    },
    'leaves its own files and the temporary directory alone': async ({ cli, run, workspace }) => {
      const { home, temporary } = workspace
      const places = [`${home}/.copilot/plan.md`, `${temporary}/new.txt`]
      const result = await run(inTurn(...places.map((path) => cli.turns.writes(path))), WRITING)
      check('the denied tools', deniedTools(result), ['create', 'create'])
      check('the temporary files', workspace.snapshot(temporary)['new.txt'], undefined)
    },
    'reads only in the working directory and in added ones': async ({ cli, run, workspace }) => {
      const { outside, write } = workspace
      const script = inTurn(cli.turns.reads(write(`${outside}/b.txt`, 'beta\n')))
      const closed = await run(script)
      checkResult(closed, { outcome: 'denied' })
      const open = await run(script, { addDirs: [outside] })
      checkResult(open, { outcome: 'completed', denials: [] })
      check('the warnings', open.warnings.length, 1)
    },
    'writes in an added directory with workspace-write': async ({ cli, run, workspace }) => {
      const { outside } = workspace
      const script = inTurn(cli.turns.writes(`${outside}/new.txt`))
      checkResult(await run(script, { ...WRITING, addDirs: [outside] }), { outcome: 'completed' })
      check('the file', workspace.snapshot(outside), { 'new.txt': 'written' })
    },
  },
)
