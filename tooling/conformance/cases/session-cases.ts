import type { ClaudeResult } from '../src/case-context.ts'
import { check, checkMatch, checkResult } from '../src/check.ts'
import { type ConformanceCase, defineCases } from '../src/conformance-case.ts'
import { calls, delegates, inTurn, says } from '../src/turns.ts'

const FIRST = says('One.', { inputTokens: 1000, outputTokens: 10 })
const SECOND = says('Two.', { inputTokens: 2000, outputTokens: 20, cachedInputTokens: 500 })
const THIRD = says('Three.', { inputTokens: 4000, outputTokens: 40 })
const THREE = [FIRST, SECOND, THIRD]

/** The cost of a run by itself is the sum of its rows. */
function checkOwnCost(result: ClaudeResult): void {
  const sum = result.usage.reduce((total, row) => total + (row.costMicroUsd ?? Number.NaN), 0)
  check('the cost in millionths', Math.round(Number(result.cost) * 1e6), sum)
}

/** Going on with a session. */
export const sessionCases: readonly ConformanceCase[] = defineCases('sessions', {
  'goes on with a session, with the tokens and the cost of each run alone': async ({
    serve,
    start,
  }) => {
    const server = await serve({ script: THREE })
    const first = await start(server)
    const second = await start(server, { resume: first.sessionId })
    const third = await start(server, { resume: first.sessionId })
    check(
      'the answers',
      [first, second, third].map((run) => run.response),
      ['One.', 'Two.', 'Three.'],
    )
    check(
      'the tokens',
      [first, second, third].map((run) => run.tokensUsed),
      [1010, 2520, 4040],
    )
    check('the session', [second.sessionId, third.sessionId], [first.sessionId, first.sessionId])
    for (const run of [first, second, third]) checkOwnCost(run)
    check(
      'whether the third costs four times the first',
      Math.round(Number(third.cost) / Number(first.cost)),
      4,
    )
  },
  'goes on with a session from another directory': async ({ serve, start, workspace }) => {
    const server = await serve({ script: THREE })
    const first = await start(server)
    const second = await start(server, { resume: first.sessionId, cwd: workspace.outside })
    checkResult(second, { outcome: 'completed', response: 'Two.', sessionId: first.sessionId })
  },
  'goes on with the latest session of the directory': async ({ serve, start }) => {
    const server = await serve({ script: THREE })
    const first = await start(server)
    const second = await start(server, { continueSession: true })
    checkResult(second, { response: 'Two.', sessionId: first.sessionId })
  },
  'forks a session': async ({ serve, start }) => {
    const server = await serve({ script: THREE })
    const first = await start(server)
    const fork = await start(server, { resume: first.sessionId, forkSession: true })
    checkResult(fork, { response: 'Two.', tokensUsed: 2520 })
    check('whether it is another session', fork.sessionId === first.sessionId, false)
    checkOwnCost(fork)
  },
  'fails for a session that nobody knows': async ({ serve, start }) => {
    const server = await serve()
    const result = await start(server, { resume: '00000000-0000-4000-8000-000000000000' })
    checkResult(result, { outcome: 'failed', success: false, kind: 'agent-error' })
    checkMatch('the message', String(result.error), /No conversation found/)
    check('the requests', server.requests.length, 0)
  },
  'counts what a subagent used': async ({ serve, start }) => {
    const server = await serve({
      script: [
        { ...delegates('SUBAGENT count'), usage: { inputTokens: 100, outputTokens: 10 } },
        says('Counted.', { inputTokens: 200, outputTokens: 20 }),
      ],
      conversations: [
        { opening: 'SUBAGENT', script: [says('Seven.', { inputTokens: 4000, outputTokens: 400 })] },
      ],
    })
    const result = await start(server)
    checkResult(result, { outcome: 'completed', response: 'Counted.', tokensUsed: 4730 })
    checkOwnCost(result)
  },
  'counts each model call of a run once': async ({ run, workspace }) => {
    const path = workspace.write('a.txt', 'alpha')
    const result = await run(
      inTurn(calls(['Read', { file_path: path }]), calls(['Glob', { pattern: '*' }])),
    )
    checkResult(result, { outcome: 'completed', tokensUsed: 360 })
  },
})
