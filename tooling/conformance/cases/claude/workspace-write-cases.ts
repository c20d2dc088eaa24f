import type { ClaudeCaseInput, ClaudeContext } from '../../clis/claude.ts'
import { runs, writes } from '../../clis/claude-turns.ts'
import { check, checkMatch, checkResult } from '../../src/check.ts'
import { type ConformanceCase, defineCases } from '../../src/conformance-case.ts'
import { inTurn } from '../../src/turns.ts'

const ACCESS: ClaudeCaseInput = { access: 'workspace-write' }

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
export const workspaceWriteCases: readonly ConformanceCase[] = defineCases<ClaudeContext>(
  'access workspace-write',
  {
    'writes into a directory that was added': async ({ run, workspace }) => {
      const { outside } = workspace
      const script = inTurn(writes(`${outside}/tool.txt`), runs(`echo x > ${outside}/command.txt`))
      const result = await run(script, { ...ACCESS, addDirs: [outside] })
      checkResult(result, { outcome: 'completed', denials: [] })
      const files = Object.keys(workspace.snapshot(outside)).sort()
      check('the files', files, ['command.txt', 'tool.txt'])
    },
    'changes no settings of the CLI and no git hooks': async ({ run, workspace }) => {
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
    ...(process.platform === 'linux' ? withoutSandbox : {}),
  },
)
