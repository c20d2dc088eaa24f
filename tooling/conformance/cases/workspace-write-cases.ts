import type { CaseInput } from '../src/case-context.ts'
import { check, checkMatch, checkResult } from '../src/check.ts'
import { type ConformanceCase, defineCases } from '../src/conformance-case.ts'
import { requireSandbox } from '../src/sandbox.ts'
import { delegates, inTurn, runs, writes } from '../src/turns.ts'

const ACCESS: CaseInput = { access: 'workspace-write' }

/** macOS brings a sandbox of its own. */
const withoutSandbox: Parameters<typeof defineCases>[1] = {
  'refuses to run without its sandbox, and says what to install': async ({ run, workspace }) => {
    workspace.write(`${workspace.root}/bin/node`, '#!/bin/sh\n')
    const env = { PATH: `${workspace.root}/bin` }
    const result = await run(inTurn(runs('touch new.txt')), { ...ACCESS, env })
    checkResult(result, { outcome: 'failed', kind: 'not-installed' })
    checkMatch('the message', String(result.error), /bubblewrap/)
    check('the files', workspace.snapshot(workspace.cwd), {})
  },
}

/** What `access: 'workspace-write'` permits, and who may not widen it. */
export const workspaceWriteCases: readonly ConformanceCase[] = defineCases(
  'access workspace-write',
  {
    'writes inside the working directory, by tool and by command': async ({ run, workspace }) => {
      requireSandbox()
      const script = inTurn(
        writes(`${workspace.cwd}/sub/tool.txt`),
        runs('echo by-command > command.txt'),
        runs(`node -e "require('fs').writeFileSync('program.txt', 'by-program')"`),
      )
      const result = await run(script, ACCESS)
      checkResult(result, { access: 'workspace-write', outcome: 'completed', denials: [] })
      check('the files', workspace.snapshot(workspace.cwd), {
        'command.txt': 'by-command\n',
        'program.txt': 'by-program',
        'sub/tool.txt': 'written',
      })
    },
    'writes into a directory that was added': async ({ run, workspace }) => {
      requireSandbox()
      const { outside } = workspace
      const script = inTurn(writes(`${outside}/tool.txt`), runs(`echo x > ${outside}/command.txt`))
      const result = await run(script, { ...ACCESS, addDirs: [outside] })
      checkResult(result, { outcome: 'completed', denials: [] })
      const files = Object.keys(workspace.snapshot(outside)).sort()
      check('the files', files, ['command.txt', 'tool.txt'])
    },
    'changes no settings of the CLI and no git hooks': async ({ run, workspace }) => {
      requireSandbox()
      const { cwd } = workspace
      const script = inTurn(
        writes(`${cwd}/.claude/settings.json`, '{}'),
        writes(`${cwd}/.mcp.json`, '{}'),
        writes(`${cwd}/.git/hooks/pre-commit`, 'true'),
      )
      const result = await run(script, ACCESS)
      check('the files', workspace.snapshot(cwd), {})
      checkResult(result, { outcome: 'denied' })
    },
    'is not widened by the settings of the user': async ({ run, workspace }) => {
      requireSandbox()
      const { home, outside } = workspace
      workspace.write(`${home}/.claude/settings.json`, {
        permissions: { allow: ['Bash', 'Write'], additionalDirectories: [outside] },
        sandbox: { excludedCommands: ['touch *'], filesystem: { allowWrite: [outside] } },
      })
      const script = inTurn(
        writes(`${outside}/tool.txt`),
        runs(`touch ${outside}/excluded.txt`),
        runs(`touch ran; echo x > ${outside}/allowed.txt`),
      )
      await run(script, ACCESS)
      check('what is outside', workspace.snapshot(outside), {})
      check('what is inside', workspace.snapshot(workspace.cwd), { ran: '' })
    },
    'holds a subagent as well': async ({ serve, start, workspace }) => {
      requireSandbox()
      const { cwd, outside } = workspace
      const work = inTurn(
        writes(`${cwd}/in.txt`),
        writes(`${outside}/out.txt`),
        runs(`touch ran; touch ${outside}/command.txt`),
      )
      const server = await serve({
        script: inTurn(delegates('SUBAGENT write it')),
        conversations: [{ opening: 'SUBAGENT', script: work }],
      })
      const result = await start(server, ACCESS)
      check('what is inside', workspace.snapshot(cwd), { 'in.txt': 'written', ran: '' })
      check('what is outside', workspace.snapshot(outside), {})
      const tools = result.denials.map(({ tool }) => tool)
      check('the denied tools', tools, ['Write'])
    },
    ...(process.platform === 'linux' ? withoutSandbox : {}),
  },
)
