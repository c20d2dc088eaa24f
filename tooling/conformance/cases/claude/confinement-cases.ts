import type { AnswerTurn } from '@htmlgraph/testkit/model-server'
import type { ClaudeCase, ClaudeCaseInput, ClaudeContext } from '../../clis/claude.ts'
import { runs, writes } from '../../clis/claude-turns.ts'
import { check, checkResult } from '../../src/check.ts'
import { type ConformanceCase, defineCases } from '../../src/conformance-case.ts'
import { inTurn } from '../../src/turns.ts'
import type { Workspace } from '../../src/workspace.ts'

const ACCESS: ClaudeCaseInput = { access: 'workspace-write' }

/** A shell command reaches for the outside: it runs, and nothing is there after it. */
const runsButStaysInside =
  (command: (workspace: Workspace) => string, more: object = {}): ClaudeCase['run'] =>
  async ({ run, workspace }) => {
    const result = await run(inTurn(runs(`touch ran; ${command(workspace)}`, more)), ACCESS)
    check('what is outside', workspace.snapshot(workspace.outside), {})
    check('whether the command ran', workspace.snapshot(workspace.cwd).ran, '')
    checkResult(result, { access: 'workspace-write', outcome: 'completed' })
  }

/** An edit reaches for the outside: it is denied, and was all that was tried. */
const isDenied =
  (attempt: (workspace: Workspace) => AnswerTurn, input: ClaudeCaseInput = {}): ClaudeCase['run'] =>
  async ({ run, workspace }) => {
    const result = await run(inTurn(attempt(workspace)), { ...ACCESS, ...input })
    check('what is outside', workspace.snapshot(workspace.outside), {})
    checkResult(result, { outcome: 'denied', success: false, kind: 'permission' })
    const tools = result.denials.map(({ tool }) => tool)
    check('the denied tools', tools, ['Write'])
  }

/** That `access: 'workspace-write'` ends at the working directory. */
export const confinementCases: readonly ConformanceCase[] = defineCases<ClaudeContext>(
  'access workspace-write',
  {
    'writes nothing outside by a tool that was allowed by name': isDenied(
      ({ outside }) => writes(`${outside}/new.txt`),
      { approval: 'auto', allowedTools: ['Write', 'Edit'] },
    ),
    'writes nothing outside when the agent asks to leave the sandbox': runsButStaysInside(
      ({ outside }) => `touch ${outside}/new.txt; true`,
      { dangerouslyDisableSandbox: true },
    ),
  },
)
