import { execFileSync } from 'node:child_process'
import type { AnswerTurn } from '@htmlgraph/testkit/model-server'
import { check, checkMatch, checkResult } from '../src/check.ts'
import { type ConformanceCase, defineCases } from '../src/conformance-case.ts'
import { calls, delegates, inTurn, runs, says, writes } from '../src/turns.ts'
import type { Workspace } from '../src/workspace.ts'

/** The agent tries it; nothing may change, and the run may not pass for a success. */
const changesNothing =
  (attempt: (workspace: Workspace) => readonly AnswerTurn[]): ConformanceCase['run'] =>
  async ({ run, workspace }) => {
    workspace.write('a.txt', 'alpha\n')
    workspace.write('n.ipynb', { cells: [], metadata: {}, nbformat: 4, nbformat_minor: 5 })
    const before = [workspace.snapshot(workspace.cwd), workspace.snapshot(workspace.outside)]
    const result = await run(inTurn(...attempt(workspace)), { access: 'read-only' })
    check(
      'the files',
      [workspace.snapshot(workspace.cwd), workspace.snapshot(workspace.outside)],
      before,
    )
    checkResult(result, {
      access: 'read-only',
      outcome: 'denied',
      success: false,
      kind: 'permission',
    })
    check(
      'whether the denials name a tool',
      result.denials.every(({ tool }) => tool !== ''),
      true,
    )
  }

/** What `access: 'read-only'` permits. */
export const readOnlyCases: readonly ConformanceCase[] = defineCases('access read-only', {
  'writes no file': changesNothing(({ cwd }) => [writes(`${cwd}/new.txt`)]),
  'edits no file': changesNothing(({ cwd }) => [
    calls(['Edit', { file_path: `${cwd}/a.txt`, old_string: 'alpha', new_string: 'beta' }]),
  ]),
  'edits no notebook': changesNothing(({ cwd }) => [
    calls([
      'NotebookEdit',
      { notebook_path: `${cwd}/n.ipynb`, new_source: 'x', edit_mode: 'insert', cell_type: 'code' },
    ]),
  ]),
  'makes no file by a shell command': changesNothing(() => [runs('touch new.txt')]),
  'makes no file by a redirection': changesNothing(() => [runs('echo x > new.txt')]),
  'makes no file by a program': changesNothing(() => [
    runs(`node -e "require('fs').writeFileSync('new.txt','x')"`),
  ]),
  'changes no file in place': changesNothing(() => [runs('sed -i s/alpha/beta/ a.txt')]),
  'makes no worktree': changesNothing(({ cwd }) => {
    execFileSync('git', ['init', '--quiet', cwd])
    return [calls(['EnterWorktree', { name: 'elsewhere' }])]
  }),
  'runs no program that the git configuration of the repository names': changesNothing(
    ({ cwd, outside }) => {
      execFileSync('git', ['init', '--quiet', cwd])
      execFileSync('git', ['-C', cwd, 'config', 'core.fsmonitor', `touch ${outside}/ran; false`])
      return [runs('git status')]
    },
  ),
  'lets a subagent change nothing either': async ({ serve, start, workspace }) => {
    const server = await serve({
      script: inTurn(delegates('SUBAGENT write it')),
      conversations: [
        {
          opening: 'SUBAGENT',
          script: inTurn(writes(`${workspace.cwd}/new.txt`), runs('touch t')),
        },
      ],
    })
    const result = await start(server, { access: 'read-only' })
    check('the files', workspace.snapshot(workspace.cwd), {})
    check('the denied tools', result.denials.map(({ tool }) => tool).sort(), ['Bash', 'Write'])
  },
  'reads, finds and searches': async ({ run, workspace }) => {
    const path = workspace.write('a.txt', 'alpha\n')
    const script = inTurn(
      calls(['Read', { file_path: path }]),
      calls(['Grep', { pattern: 'alpha' }]),
      calls(['Glob', { pattern: '*.txt' }]),
    )
    const result = await run(script, { outputJson: true })
    checkResult(result, { access: 'read-only', outcome: 'completed', denials: [] })
    checkMatch('what Grep found', JSON.stringify(result.rawOutput), /Found 1 file/)
  },
  'sees the instructions of the repository': async ({ serve, start, workspace }) => {
    workspace.write('CLAUDE.md', 'Instructions of the repository: use tabs.')
    const server = await serve({ script: [says('Understood.')] })
    await start(server)
    checkMatch(
      'the first request',
      JSON.stringify(server.requests[0]?.body),
      /Instructions of the repository/,
    )
  },
})
