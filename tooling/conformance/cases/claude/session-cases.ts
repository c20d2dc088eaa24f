import type { AgentResult } from '@htmlgraph/core'
import type { ClaudeContext } from '../../clis/claude.ts'
import { delegates } from '../../clis/claude-turns.ts'
import { check, checkResult } from '../../src/check.ts'
import { type ConformanceCase, defineCases } from '../../src/conformance-case.ts'
import { says } from '../../src/turns.ts'

const FIRST = says('One.', { inputTokens: 1000, outputTokens: 10 })
const SECOND = says('Two.', { inputTokens: 2000, outputTokens: 20, cachedInputTokens: 500 })
const THIRD = says('Three.', { inputTokens: 4000, outputTokens: 40 })
const THREE = [FIRST, SECOND, THIRD]

/** The cost of a run by itself is the sum of its rows. */
function checkOwnCost(result: AgentResult): void {
  const sum = result.usage.reduce((total, row) => total + (row.costMicroUsd ?? Number.NaN), 0)
  check('the cost in millionths', Math.round(Number(result.cost) * 1e6), sum)
}

/** Going on with a session. */
export const sessionCases: readonly ConformanceCase[] = defineCases<ClaudeContext>('sessions', {
  'counts the tokens and the cost of each run of a session alone': async ({ serve, start }) => {
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
})
