import type { AnswerTurn } from '@htmlgraph/testkit/model-server'
import type { CaseInput } from '../src/case-context.ts'
import { check, checkResult } from '../src/check.ts'
import { type ConformanceCase, defineCases } from '../src/conformance-case.ts'
import { requireSandbox } from '../src/sandbox.ts'
import { inTurn, runs, writes } from '../src/turns.ts'
import type { Workspace } from '../src/workspace.ts'

const ACCESS: CaseInput = { access: 'workspace-write' }

/** A shell command reaches for the outside: it runs, and nothing is there after it. */
const runsButStaysInside =
  (command: (workspace: Workspace) => string, more: object = {}): ConformanceCase['run'] =>
  async ({ run, workspace }) => {
    requireSandbox()
    const result = await run(inTurn(runs(`touch ran; ${command(workspace)}`, more)), ACCESS)
    check('what is outside', workspace.snapshot(workspace.outside), {})
    check('whether the command ran', workspace.snapshot(workspace.cwd).ran, '')
    checkResult(result, { access: 'workspace-write', outcome: 'completed' })
  }

/** An edit reaches for the outside: it is denied, and was all that was tried. */
const isDenied =
  (attempt: (workspace: Workspace) => AnswerTurn, input: CaseInput = {}): ConformanceCase['run'] =>
  async ({ run, workspace }) => {
    requireSandbox()
    const result = await run(inTurn(attempt(workspace)), { ...ACCESS, ...input })
    check('what is outside', workspace.snapshot(workspace.outside), {})
    checkResult(result, { outcome: 'denied', success: false, kind: 'permission' })
    const tools = result.denials.map(({ tool }) => tool)
    check('the denied tools', tools, ['Write'])
  }

/** That `access: 'workspace-write'` ends at the working directory. */
export const confinementCases: readonly ConformanceCase[] = defineCases('access workspace-write', {
  'writes nothing outside by a tool': isDenied(({ outside }) => writes(`${outside}/new.txt`)),
  'writes nothing outside by a tool that was allowed by name': isDenied(
    ({ outside }) => writes(`${outside}/new.txt`),
    { approval: 'auto', allowedTools: ['Write', 'Edit'] },
  ),
  'writes nothing outside by a path with dots': isDenied(({ cwd }) =>
    writes(`${cwd}/../outside/new.txt`),
  ),
  'writes nothing outside by a command': runsButStaysInside(
    ({ outside }) => `touch ${outside}/new.txt; true`,
  ),
  'writes nothing outside by a redirection': runsButStaysInside(
    ({ outside }) => `echo x > ${outside}/new.txt; true`,
  ),
  'writes nothing outside by a program': runsButStaysInside(
    ({ outside }) => `node -e "require('fs').writeFileSync('${outside}/new.txt', 'x')" || true`,
  ),
  'writes nothing outside through a link': runsButStaysInside(
    ({ outside }) => `ln -s ${outside} link; echo x > link/new.txt; rm link`,
  ),
  'writes nothing outside when the agent asks to leave the sandbox': runsButStaysInside(
    ({ outside }) => `touch ${outside}/new.txt; true`,
    { dangerouslyDisableSandbox: true },
  ),
  'writes nothing into the home directory': async ({ run, workspace }) => {
    requireSandbox()
    workspace.write(`${workspace.home}/.bashrc`, 'kept\n')
    await run(inTurn(runs('touch ran; touch ~/new.txt; echo added >> ~/.bashrc')), ACCESS)
    const files = workspace.snapshot(workspace.home)
    check('the files', [files['new.txt'], files['.bashrc']], [undefined, 'kept\n'])
    check('whether the command ran', workspace.snapshot(workspace.cwd).ran, '')
  },
  'gives commands no network': async ({ serve, start, workspace }) => {
    requireSandbox()
    const script =
      "fetch(process.env.ANTHROPIC_BASE_URL + '/reached').then(() => 'reached', (error) => error.message)" +
      ".then((text) => require('fs').writeFileSync('outcome.txt', text))"
    const server = await serve({ script: inTurn(runs(`node -e "${script}"`)) })
    await start(server, ACCESS)
    check('what came of it', workspace.snapshot(workspace.cwd), { 'outcome.txt': 'fetch failed' })
    const paths = server.requests.map(({ path }) => path)
    check('whether it was reached', paths.includes('/reached'), false)
  },
})
