import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { AgentResult, Run } from '@htmlgraph/core'
import type { CopilotContext } from '../../clis/copilot.ts'
import { check, checkMatch, checkResult } from '../../src/check.ts'
import { type ConformanceCase, defineCases } from '../../src/conformance-case.ts'
import { calls, inTurn, says } from '../../src/turns.ts'

const ALL = { access: 'full-access' } as const
const SESSION = /^[\da-f-]{36}$/

/** Ends a run while a command runs, after one call of the model. */
async function endInTool(
  { cli, serve, start, workspace }: CopilotContext,
  end: (run: Run, pid: number) => void,
): Promise<AgentResult> {
  const usage = { inputTokens: 500, outputTokens: 50 }
  const turn = { ...cli.turns.runs('touch begun; sleep 600'), usage }
  const run = start(await serve({ script: inTurn(turn) }), ALL)
  let pid = 0
  for await (const event of run) {
    if (event.type === 'process-start') pid = event.pid
    if (event.type === 'tool-start') break
  }
  while (!existsSync(join(workspace.cwd, 'begun')) || !isCounted(workspace.home)) await sleep(20)
  end(run, pid)
  return run
}

/** Whether the call of the model stands in the file of its session: that may be a moment after its tool began. */
function isCounted(home: string): boolean {
  const files = globSync(join(home, '.copilot/session-state/*/events.jsonl'))
  return files.some((path) => readFileSync(path, 'utf8').includes('session.usage_record'))
}

/** Going on with a session, and what is known of one that was ended. */
export const sessionCases: readonly ConformanceCase[] = defineCases<CopilotContext>('sessions', {
  'works in its own directory when it goes on with a session of another': async (context) => {
    const { cli, serve, start, workspace } = context
    const { cwd, outside, snapshot } = workspace
    const server = await serve({ script: [says('One.'), cli.turns.writes('new.txt')] })
    const first = await start(server, { cwd: outside })
    const input = { access: 'workspace-write', resume: first.sessionId } as const
    checkResult(await start(server, input), { outcome: 'completed', sessionId: first.sessionId })
    check('what is in its directory', snapshot(cwd), { 'new.txt': 'written' })
    check('what is in the other', snapshot(outside), {})
  },
  'goes on with the latest session of the directory': async ({ serve, start, workspace }) => {
    const server = await serve({ script: [says('One.'), says('Two.', { inputTokens: 2000 })] })
    const first = await start(server)
    await start(await serve(), { cwd: workspace.outside })
    const second = await start(server, { continueSession: true })
    checkResult(second, { response: 'Two.', sessionId: first.sessionId, tokensUsed: 2020 })
    check('the warnings', second.warnings, [])
  },
  'begins a session when there is none to go on with, and says so': async ({ run }) => {
    const result = await run([says('One.')], { continueSession: true })
    checkResult(result, { outcome: 'completed', response: 'One.', tokensUsed: 120 })
    checkMatch('the warnings', result.warnings.join('\n'), /no session to go on with/)
  },
  'counts what a subagent used': async ({ serve, start }) => {
    const task = { name: 'one', description: 'One', prompt: 'SUBAGENT count' }
    const asks = calls(['task', { ...task, agent_type: 'general-purpose', mode: 'sync' }])
    const server = await serve({
      script: [{ ...asks, usage: { inputTokens: 100 } }, says('Counted.', { inputTokens: 200 })],
      conversations: [{ opening: 'SUBAGENT', script: [says('Seven.', { inputTokens: 4000 })] }],
    })
    const result = await start(server, ALL)
    checkResult(result, { outcome: 'completed', response: 'Counted.', tokensUsed: 4360 })
  },
  'knows the session and the tokens of a run that was cancelled': async (context) => {
    const result = await endInTool(context, (run) => run.cancel())
    checkResult(result, { outcome: 'cancelled', tokensUsed: 550 })
    checkMatch('the session', String(result.sessionId), SESSION)
  },
  'knows the session and the tokens of a run that was killed': async (context) => {
    const result = await endInTool(context, (_run, pid) => process.kill(pid, 'SIGKILL'))
    checkResult(result, { outcome: 'failed', kind: 'crashed', tokensUsed: 550 })
    checkMatch('the session', String(result.sessionId), SESSION)
    checkResult(await context.run([says('x'), says('Back.')], { resume: result.sessionId }), {
      outcome: 'completed',
    })
  },
  'calls it a crash when somebody else interrupts': async (context) => {
    const result = await endInTool(context, (_run, pid) => process.kill(pid, 'SIGTERM'))
    checkResult(result, { outcome: 'failed', kind: 'crashed', success: false })
  },
})
