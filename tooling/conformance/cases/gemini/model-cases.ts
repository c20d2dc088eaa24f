import type { GeminiContext } from '../../clis/gemini.ts'
import { check, checkMatch, checkResult } from '../../src/check.ts'
import { type ConformanceCase, defineCases } from '../../src/conformance-case.ts'
import { calls, inTurn, says } from '../../src/turns.ts'

const PER_DAY = 'GenerateRequestsPerDayPerProjectPerModel'
const PER_MINUTE = 'GenerateRequestsPerMinutePerProjectPerModel'

/** Which model answers and what it costs, and how Google says that there is no more. */
export const modelCases: readonly ConformanceCase[] = defineCases<GeminiContext>('models', {
  'counts the router apart from the model that it chose': async ({ run }) => {
    const script = [says('Chosen.', { inputTokens: 1000, outputTokens: 50, reasoningTokens: 30 })]
    const result = await run(script, { model: null })
    checkResult(result, { model: 'gemini-3.8-flash', requestedModel: null, tokensUsed: 1105 })
    const rows = result.usage.map((row) => [row.model, row.inputTokens, row.outputTokens])
    check('the rows', rows, [
      ['gemini-3.5-flash-lite', 50, 5],
      ['gemini-3.8-flash', 1000, 50],
    ])
    check('the thoughts', result.usage[1]?.reasoningTokens, 30)
  },
  'names the model that answered, not the helper that it asked': async ({ serve, start }) => {
    const task = { agent_name: 'codebase_investigator', objective: 'SUBAGENT look' }
    const server = await serve({
      script: inTurn(calls(['invoke_agent', { ...task, prompt: 'SUBAGENT look' }])),
      conversations: [{ opening: 'SUBAGENT', script: [says('Looked.')] }],
    })
    const result = await start(server, { model: 'gemini-3.1-pro-preview' })
    checkResult(result, { model: 'gemini-3.1-pro-preview', response: 'Finished.' })
    check('whether the helper is counted', result.usage.length > 1, true)
  },
  'puts the successor in the place of a retired model, and says so': async ({ run }) => {
    const result = await run([says('New.')], { model: 'gemini-1.5-pro' })
    checkResult(result, { model: 'gemini-3.1-pro-preview', requestedModel: 'gemini-1.5-pro' })
    checkMatch('the warnings', result.warnings.join('\n'), /gemini-1\.5-pro.*retired/)
  },
  'tells a limit of the day from one of the minute, and how long to wait': async ({ run }) => {
    const limit = { kind: 'api-error', status: 429 } as const
    const day = await run([{ ...limit, type: PER_DAY }])
    checkResult(day, { kind: 'quota', retryable: false })
    const minute = await run([{ ...limit, type: PER_MINUTE, retryAfterSeconds: 2 }])
    checkResult(minute, { kind: 'rate-limit', retryable: true })
    check('the wait', minute.error?.retryAfterMs, 2000)
  },
  'takes the answer once when an attempt broke off before it': async ({ serve, start }) => {
    const server = await serve({
      script: [{ kind: 'answer', text: 'The answer is', stopReason: 'MALFORMED_FUNCTION_CALL' }],
    })
    const result = await start(server)
    checkResult(result, { outcome: 'failed', kind: 'agent-error', response: 'The answer is' })
    check('the attempts', server.requests.length, 3)
  },
  'calls an answer that a filter took away no success': async ({ run }) => {
    const result = await run([{ kind: 'answer', stopReason: 'SAFETY' }])
    checkResult(result, { outcome: 'failed', kind: 'agent-error', response: '' })
    checkMatch('the message', String(result.error), /safety/)
  },
})
