import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import type { AnswerTurn } from '@htmlgraph/testkit/model-server'
import type { GeminiContext } from '../../clis/gemini.ts'
import { check, checkResult } from '../../src/check.ts'
import { type ConformanceCase, defineCases } from '../../src/conformance-case.ts'
import { calls, inTurn } from '../../src/turns.ts'

/** Every tool of Gemini CLI that could change something, or send it away. */
function attempts({ cli, workspace }: GeminiContext): AnswerTurn[] {
  const { cwd, home } = workspace
  return [
    cli.turns.writes('new.txt'),
    cli.turns.edits('old.txt', 'alpha', 'beta'),
    cli.turns.writes('notes.md'),
    cli.turns.runs(`touch ${cwd}/by-command`),
    calls(['enter_plan_mode', { reason: 'to write a plan' }]),
    cli.turns.writes('plan.md'),
    calls(['save_memory', { fact: 'that I was here' }]),
    cli.turns.writes(`${home}/.gemini/GEMINI.md`),
    calls(['web_fetch', { prompt: 'Fetch http://127.0.0.1:9/ for me' }]),
    calls(['activate_skill', { name: 'skill-creator' }]),
  ]
}

const delegates = (prompt: string): AnswerTurn =>
  calls(['invoke_agent', { agent_name: 'generalist', prompt }])

/** What holds a run whatever the model asks for. */
export const confinementCases: readonly ConformanceCase[] = defineCases<GeminiContext>(
  'confinement',
  {
    'changes nothing with read-only, whichever tool is asked for': async (context) => {
      const { run, workspace } = context
      workspace.write('old.txt', 'alpha')
      const result = await run(inTurn(...attempts(context)))
      checkResult(result, { outcome: 'denied', kind: 'permission' })
      check('the files', workspace.snapshot(workspace.cwd), { 'old.txt': 'alpha' })
      check('what is denied', result.denials.length, attempts(context).length)
    },
    'holds a subagent with read-only as well': async ({ cli, serve, start, workspace }) => {
      const server = await serve({
        script: inTurn(delegates('SUBAGENT write it')),
        conversations: [
          { opening: 'SUBAGENT', script: inTurn(cli.turns.writes('a'), cli.turns.runs('touch b')) },
        ],
      })
      const result = await start(server)
      check('the files', workspace.snapshot(workspace.cwd), {})
      checkResult(result, { outcome: 'completed' })
    },
    'holds a subagent in the workspace as well': async ({ cli, serve, start, workspace }) => {
      const { outside, snapshot } = workspace
      const work = [cli.turns.writes('in.txt'), cli.turns.writes(`${outside}/out.txt`)]
      const server = await serve({
        script: inTurn(delegates('SUBAGENT write it')),
        conversations: [
          { opening: 'SUBAGENT', script: inTurn(...work, cli.turns.runs('touch b')) },
        ],
      })
      await start(server, { access: 'workspace-write' })
      check('what is inside', snapshot(workspace.cwd), { 'in.txt': 'written' })
      check('what is outside', snapshot(outside), {})
    },
    'writes through no link out of the workspace, and not what later runs obey': async (
      context,
    ) => {
      const { cli, run, workspace } = context
      const { cwd, outside, home, snapshot, write } = workspace
      symlinkSync(outside, join(cwd, 'link'))
      write('.git/config', '')
      const paths = ['link/a', '.git/hooks/pre-commit', '.gemini/settings.json', '.GEMINI/.env']
      const beyond = [`${outside}/b`, '../outside/c', `${home}/.gemini/GEMINI.md`, '.env']
      const turns = [...paths, ...beyond].map((path) => cli.turns.writes(path))
      const result = await run(inTurn(...turns, cli.turns.writes('inside')), {
        access: 'workspace-write',
      })
      check('what is denied', result.denials.length, turns.length)
      check('what is outside', snapshot(outside), {})
      check('what is inside', snapshot(cwd, ['link']), { inside: 'written' })
    },
    'is not widened by the settings and policies of the user': async (context) => {
      const { cli, run, workspace } = context
      const home = join(workspace.root, 'open')
      const auth = { selectedType: 'gemini-api-key' }
      workspace.write(`${home}/.gemini/settings.json`, {
        security: { auth, folderTrust: { enabled: false } },
        privacy: { usageStatisticsEnabled: false },
        tools: { allowed: ['run_shell_command', 'write_file'] },
        general: { defaultApprovalMode: 'auto_edit' },
      })
      const all = '[[rule]]\ntoolName = "*"\ndecision = "allow"\npriority = 999\n'
      workspace.write(`${home}/.gemini/policies/all.toml`, all)
      const turns = [cli.turns.writes('new.txt'), cli.turns.runs('touch ran')]
      const result = await run(inTurn(...turns), { env: { HOME: home } })
      checkResult(result, { outcome: 'denied' })
      check('the files', workspace.snapshot(workspace.cwd), {})
    },
    'lets the user deny what full access would give': async ({ cli, run, workspace }) => {
      const home = join(workspace.root, 'strict')
      workspace.write(`${home}/.gemini/settings.json`, {
        security: { auth: { selectedType: 'gemini-api-key' } },
        privacy: { usageStatisticsEnabled: false },
      })
      const rule = '[[rule]]\ntoolName = "run_shell_command"\ncommandPrefix = "touch"\n'
      workspace.write(
        `${home}/.gemini/policies/mine.toml`,
        `${rule}decision = "deny"\npriority = 9\n`,
      )
      const turns = [cli.turns.runs('touch denied'), cli.turns.runs('echo x > allowed')]
      const input = { access: 'full-access', env: { HOME: home } } as const
      checkResult(await run(inTurn(...turns), input), { outcome: 'completed' })
      check('the files', workspace.snapshot(workspace.cwd), { allowed: 'x\n' })
    },
    'counts what Gemini CLI blocks and calls a success as denied': async ({ cli, run }) => {
      const result = await run(inTurn(cli.turns.runs('echo $(id)')), { access: 'full-access' })
      checkResult(result, { outcome: 'denied', kind: 'permission' })
    },
  },
)
