import type { ModelUsage } from '@htmlgraph/core'
import { type ModelRequest, startAimockServer } from '@htmlgraph/testkit/model-server'
import { check, checkMatch, checkResult } from '../src/check.ts'
import { type ConformanceCase, defineCases } from '../src/conformance-case.ts'
import { requireSandbox } from '../src/sandbox.ts'
import { calls, runs, says } from '../src/turns.ts'

/** What comes of an answer that is as it should be, or is none. */
export const answerCases: readonly ConformanceCase[] = defineCases('answers', {
  'gives the answer, the model, the session and the cost of a run': async ({ run }) => {
    const result = await run([says('Hello there.', { inputTokens: 1000, outputTokens: 100 })])
    const expected = {
      outcome: 'completed',
      success: true,
      response: 'Hello there.',
      kind: null,
    } as const
    checkResult(result, {
      ...expected,
      tokensUsed: 1100,
      costBasis: 'reported',
      exitCode: 0,
      access: 'read-only',
    })
    checkMatch('the model', String(result.model), /^claude-[a-z]+-[\d-]+$/)
    checkMatch('the session', String(result.sessionId), /^[\da-f-]{36}$/)
    check('whether it cost something', Number(result.cost) > 0, true)
  },
  'counts cache and reasoning tokens in buckets that do not overlap': async ({ run }) => {
    const usage = {
      inputTokens: 1000,
      cachedInputTokens: 300,
      cacheWriteTokens: 50,
      cacheWriteLongTokens: 20,
      outputTokens: 200,
      reasoningTokens: 80,
    }
    const result = await run([says('Counted.', usage)])
    check('the buckets', bucketsOf(result.usage[0]), usage)
    check('the tokens', result.tokensUsed, 1550)
  },
  'knows no cost for a model that the CLI can only guess at': async ({ run }) => {
    const result = await run([says('Hello.')], { model: 'made-up-model-9' })
    checkResult(result, { outcome: 'completed', cost: null, costBasis: 'unknown', tokensUsed: 120 })
  },
  'passes a logical model name on as the CLI knows it': async ({ serve, start }) => {
    const server = await serve({ script: [says('Hello.')] })
    const result = await start(server, { model: 'claude-sonnet' })
    checkMatch('the model', String(result.model), /^claude-sonnet-/)
    check('the request', modelAsked(server.requests[0]), result.model)
  },
  'streams pieces that join to the answer': async ({ serve, start }) => {
    const text = 'All the pieces, '.repeat(4000).trim()
    const run = start(await serve({ script: [says(text)] }), { stream: true })
    const pieces: string[] = []
    for await (const event of run) if (event.type === 'text-delta') pieces.push(event.text)
    check('whether there were several', pieces.length > 1, true)
    check('the joined text', pieces.join(''), text)
    checkResult(await run, { response: text })
  },
  'shows reasoning apart from the answer': async ({ serve, start }) => {
    const script = [{ kind: 'answer', reasoning: 'Let me think.', text: 'Done thinking.' } as const]
    const run = start(await serve({ script }))
    const reasoning: string[] = []
    for await (const event of run) if (event.type === 'reasoning') reasoning.push(event.text)
    check('the reasoning', reasoning, ['Let me think.'])
    checkResult(await run, { outcome: 'completed', response: 'Done thinking.' })
  },
  'keeps the events of the CLI when they are asked for': async ({ run }) => {
    const plain = await run([says('Hello.')])
    check('the events nobody asked for', plain.rawOutput, [])
    const result = await run([says('Hello.')], { outputJson: true })
    const types = result.rawOutput.map((event) => event.type)
    check('the last event', types.at(-1), 'result')
    check('whether there is an answer', types.includes('assistant'), true)
  },
  'takes an answer of 5 MB whole': async ({ run }) => {
    const text = 'Twenty characters..\n'.repeat(250_000).trim()
    const result = await run([says(text)])
    checkResult(result, { outcome: 'completed' })
    check('the length', result.response.length, text.length)
    check('whether it is the same', result.response === text, true)
  },
  'calls an answer without a word empty, not a success': async ({ run }) => {
    const result = await run([says(' ')])
    checkResult(result, { outcome: 'empty', success: false })
  },
  'works with a model server that others wrote': async ({ start, workspace }) => {
    workspace.write('a.txt', 'alpha')
    const read = calls(['Read', { file_path: `${workspace.cwd}/a.txt` }])
    await using server = await startAimockServer({ script: [read, says('It says alpha.')] })
    const result = await start(server)
    checkResult(result, { outcome: 'completed', response: 'It says alpha.', denials: [] })
    check('the model calls', server.requests.filter((request) => request.isCompletion).length, 2)
  },
  'uses nothing but the API it was given': async ({ serve, start }) => {
    requireSandbox()
    const server = await serve({ script: [runs('true'), says('Done.')] })
    await start(server, { access: 'workspace-write' })
    check(
      'the requests',
      server.requests.map(({ path }) => path.split('?')[0]),
      ['/v1/messages', '/v1/messages'],
    )
    check('the key', server.requests[0]?.headers['x-api-key'], 'sk-ant-conformance-own')
  },
})

function bucketsOf(row: ModelUsage | undefined): object {
  const { model: _model, costMicroUsd: _cost, ...buckets } = row ?? {}
  return buckets
}

function modelAsked(request: ModelRequest | undefined): unknown {
  return (request?.body as { model?: unknown } | undefined)?.model
}
