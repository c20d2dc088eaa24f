import type { CodexContext } from '../../clis/codex.ts'
import { check, checkMatch, checkResult } from '../../src/check.ts'
import { type ConformanceCase, defineCases } from '../../src/conformance-case.ts'
import { inTurn, says } from '../../src/turns.ts'

const TWO = [
  says('One.', { inputTokens: 1000, outputTokens: 10 }),
  says('Two.', { inputTokens: 2000, cachedInputTokens: 500, outputTokens: 20 }),
]

/** Going on with a session, and what its file tells. */
export const sessionCases: readonly ConformanceCase[] = defineCases<CodexContext>('sessions', {
  'goes on with the latest session of the directory': async ({ serve, start }) => {
    const server = await serve({ script: TWO })
    const first = await start(server)
    const second = await start(server, { continueSession: true })
    checkResult(second, { response: 'Two.', sessionId: first.sessionId, tokensUsed: 2520 })
    check('the warnings', second.warnings, [])
  },
  'begins a session when there is none to go on with, and says so': async ({ run }) => {
    const result = await run([says('One.')], { continueSession: true })
    checkResult(result, { outcome: 'completed', response: 'One.', tokensUsed: 120 })
    checkMatch('the warnings', result.warnings.join(), /no session to go on with/)
  },
  'says so when a name leads to no session': async ({ run }) => {
    const result = await run([says('One.')], { resume: 'no-such-name' })
    checkMatch('the warnings', result.warnings.join(), /no session to go on with/)
  },
  'counts what another model did to take over a session': async ({ serve, start }) => {
    const server = await serve({ script: TWO })
    const first = await start(server)
    const second = await start(server, { resume: first.sessionId, model: 'gpt-6-luna' })
    const calls = server.requests.filter(({ isCompletion }) => isCompletion).length
    check('the model calls', calls, 3)
    const models = second.usage.map(({ model, inputTokens }) => [model, inputTokens])
    check('the usage', models, [
      ['gpt-5.5', 2000],
      ['gpt-6-luna', 1000],
    ])
    checkMatch('the warnings', second.warnings.join(), /recorded with model `gpt-5.5`/)
  },
  'finds sessions where CODEX_HOME has them': async ({ serve, start, workspace }) => {
    const env = { CODEX_HOME: `${workspace.outside}/codex` }
    workspace.write(`${env.CODEX_HOME}/README`, 'Mine.')
    const server = await serve({ script: TWO })
    const first = await start(server, { env })
    checkResult(first, { outcome: 'completed', model: 'gpt-5.5' })
    const second = await start(server, { env, resume: first.sessionId })
    checkResult(second, { response: 'Two.', tokensUsed: 2520 })
  },
  'knows the tokens of a run that ran out of time': async ({ cli, run }) => {
    const script = inTurn(cli.turns.runs('echo one'), cli.turns.runs('sleep 60'))
    const result = await run(script, { timeoutMs: 20_000 })
    checkResult(result, { outcome: 'timed-out', tokensUsed: 240, model: 'gpt-5.5' })
  },
  'works in its own directory when it goes on with a session of another': async (context) => {
    const { cli, serve, start, workspace } = context
    const { cwd, outside, snapshot } = workspace
    const server = await serve({ script: [says('One.'), cli.turns.runs('touch new.txt')] })
    const first = await start(server, { cwd: outside })
    const second = await start(server, { resume: first.sessionId, fullAuto: true })
    checkResult(second, { outcome: 'completed', sessionId: first.sessionId })
    check('what is in its directory', snapshot(cwd), { 'new.txt': '' })
    check('what is in the other', snapshot(outside), {})
  },
  'gives a session no more than the run that goes on with it': async (context) => {
    const { cli, serve, start, workspace } = context
    const server = await serve({ script: [says('One.'), cli.turns.runs('touch new.txt')] })
    const first = await start(server, { fullAuto: true })
    const second = await start(server, { resume: first.sessionId })
    checkResult(second, { access: 'read-only' })
    check('the files', workspace.snapshot(workspace.cwd), {})
    check('the denials', second.denials.length, 1)
  },
})
