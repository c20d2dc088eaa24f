import type { AgentCli } from '../../src/agent-cli.ts'
import { check, checkResult } from '../../src/check.ts'
import { type ConformanceCase, defineCases } from '../../src/conformance-case.ts'
import { says } from '../../src/turns.ts'

const THREE = [
  says('One.', { inputTokens: 1000, outputTokens: 10 }),
  says('Two.', { inputTokens: 2000, outputTokens: 20 }),
  says('Three.', { inputTokens: 4000, outputTokens: 40 }),
]

const everywhere: Parameters<typeof defineCases>[1] = {
  'goes on with a session, with the tokens of each run alone': async ({ serve, start }) => {
    const server = await serve({ script: THREE })
    const first = await start(server)
    const second = await start(server, { resume: first.sessionId })
    const third = await start(server, { resume: first.sessionId })
    const runs = [first, second, third]
    check(
      'the answers',
      runs.map((run) => run.response),
      ['One.', 'Two.', 'Three.'],
    )
    check(
      'the tokens',
      runs.map((run) => run.tokensUsed),
      [1010, 2020, 4040],
    )
    check('the session', [second.sessionId, third.sessionId], [first.sessionId, first.sessionId])
  },
  'tells the session of a run that failed': async ({ run }) => {
    const failed = await run([{ kind: 'api-error', status: 400 }])
    checkResult(failed, { outcome: 'failed' })
    check('whether it is a session', /^[\da-f-]{36}$/.test(String(failed.sessionId)), true)
  },
  'fails for a session that nobody knows': async ({ serve, start }) => {
    const server = await serve()
    const result = await start(server, { resume: '00000000-0000-4000-8000-000000000000' })
    checkResult(result, { outcome: 'failed', success: false, kind: 'agent-error' })
    check('whether it says why', String(result.error).length > 10, true)
    check('the model calls', server.requests.filter(({ isCompletion }) => isCompletion).length, 0)
  },
}

const elsewhere: Parameters<typeof defineCases>[1] = {
  'goes on with a session from another directory': async ({ serve, start, workspace }) => {
    const server = await serve({ script: THREE })
    const first = await start(server)
    const second = await start(server, { resume: first.sessionId, cwd: workspace.outside })
    checkResult(second, { outcome: 'completed', response: 'Two.', sessionId: first.sessionId })
  },
}

const onlyHere: Parameters<typeof defineCases>[1] = {
  'fails to go on with a session from another directory': async ({ serve, start, workspace }) => {
    const server = await serve({ script: THREE })
    const first = await start(server)
    const second = await start(server, { resume: first.sessionId, cwd: workspace.outside })
    checkResult(second, { outcome: 'failed', success: false })
  },
}

/** Going on with a session. */
export function sessionCases({ facts }: AgentCli): readonly ConformanceCase[] {
  return defineCases('sessions', {
    ...everywhere,
    ...(facts.resumesAnywhere ? elsewhere : onlyHere),
  })
}
