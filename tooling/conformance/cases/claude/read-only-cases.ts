import { execFileSync } from 'node:child_process'
import type { AnswerTurn } from '@htmlgraph/testkit/model-server'
import type { ClaudeCase, ClaudeContext } from '../../clis/claude.ts'
import { check, checkMatch, checkResult } from '../../src/check.ts'
import { type ConformanceCase, defineCases } from '../../src/conformance-case.ts'
import { calls, inTurn } from '../../src/turns.ts'
import type { Workspace } from '../../src/workspace.ts'

/** The agent tries it; nothing may change, and the run may not pass for a success. */
const changesNothing =
  (attempt: (workspace: Workspace) => readonly AnswerTurn[]): ClaudeCase['run'] =>
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
export const readOnlyCases: readonly ConformanceCase[] = defineCases<ClaudeContext>(
  'access read-only',
  {
    'edits no notebook': changesNothing(({ cwd }) => [
      calls([
        'NotebookEdit',
        {
          notebook_path: `${cwd}/n.ipynb`,
          new_source: 'x',
          edit_mode: 'insert',
          cell_type: 'code',
        },
      ]),
    ]),
    'makes no worktree': changesNothing(({ cwd }) => {
      execFileSync('git', ['init', '--quiet', cwd])
      return [calls(['EnterWorktree', { name: 'elsewhere' }])]
    }),
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
  },
)
