import type { MisbehavedTurn } from '@htmlgraph/testkit/model-server'
import type { CaseInput } from '../src/case-context.ts'
import { check, checkMatch, checkResult, type Judged } from '../src/check.ts'
import { type ConformanceCase, defineCases } from '../src/conformance-case.ts'
import { requireSandbox } from '../src/sandbox.ts'
import { inTurn, runs, says } from '../src/turns.ts'

const failsWith =
  (turn: MisbehavedTurn, expected: Judged, input: CaseInput = {}): ConformanceCase['run'] =>
  async ({ run }) => {
    const result = await run([turn], input)
    checkResult(result, { outcome: 'failed', success: false, ...expected })
    check('whether it says why', String(result.error).length > 10, true)
  }

const status = (code: number, more: object = {}): MisbehavedTurn => ({
  kind: 'api-error',
  status: code,
  ...more,
})

/** How the ways an API fails are told apart. */
export const apiErrorCases: readonly ConformanceCase[] = defineCases('API errors', {
  'calls 400 a failure of the agent': failsWith(status(400), {
    kind: 'agent-error',
    retryable: false,
  }),
  'calls 401 auth': failsWith(status(401), { kind: 'auth', retryable: false }),
  'calls 403 auth': failsWith(status(403), { kind: 'auth', retryable: false }),
  'calls 404 a model that is not available': failsWith(
    status(404, { message: 'model: claude-nine' }),
    { kind: 'model-unavailable', retryable: false },
    { model: 'claude-nine' },
  ),
  'calls 429 a rate limit': failsWith(status(429), { kind: 'rate-limit', retryable: true }),
  'calls 500 overloaded': failsWith(status(500), { kind: 'overloaded', retryable: true }),
  'calls 529 overloaded': failsWith(status(529), { kind: 'overloaded', retryable: true }),
  'calls a prompt that is too long a matter of context': failsWith(
    status(400, { message: 'prompt is too long: 250000 tokens > 200000 maximum' }),
    { kind: 'context-length' },
  ),
  'calls spent credit a matter of quota': failsWith(
    status(400, { message: 'Your credit balance is too low to access the Anthropic API.' }),
    { kind: 'quota' },
  ),
  'calls a refused connection network': async ({ serve, start }) => {
    const server = await serve()
    await server.close()
    checkResult(await start(server), { outcome: 'failed', kind: 'network', retryable: true })
  },
  'calls a cut connection network': failsWith(
    { kind: 'cut' },
    { kind: 'network', retryable: true },
  ),
  'calls a stream of broken JSON a breach of protocol': failsWith(
    { kind: 'malformed' },
    { kind: 'protocol' },
  ),
  'calls a page in place of an answer no success': async ({ run }) => {
    const result = await run([{ kind: 'html' }])
    checkResult(result, { success: false, outcome: 'failed' })
  },
  'ends a run that hears nothing from the API': async ({ run }) => {
    const result = await run([{ kind: 'hang' }], { idleTimeoutMs: 3000 })
    checkResult(result, { outcome: 'timed-out', kind: 'timeout' })
    checkMatch('the message', String(result.error), /3/)
  },
  'ends a run whose answer stops half-way, and keeps what was said before': async ({
    serve,
    start,
  }) => {
    requireSandbox()
    const server = await serve({
      script: [
        { kind: 'answer', text: 'First I look.', toolCalls: runs('true').toolCalls },
        { kind: 'stall' },
      ],
    })
    const result = await start(server, { access: 'workspace-write', timeoutMs: 5000 })
    checkResult(result, { outcome: 'timed-out', kind: 'timeout' })
    checkMatch('the text', result.response, /First I look|Half an ans/)
  },
  'rides out a failure that goes away, and tells of it': async ({ serve, start }) => {
    const server = await serve({
      script: [{ kind: 'api-error', status: 500, times: 1 }, says('Recovered.')],
    })
    const run = start(server)
    const retries: unknown[] = []
    for await (const event of run) if (event.type === 'retry') retries.push(event.attempt)
    checkResult(await run, { outcome: 'completed', response: 'Recovered.' })
    check('the retries', retries, [1])
  },
  'tells that work had begun when the API fails later': async ({ run }) => {
    requireSandbox()
    const [work] = inTurn(runs('touch begun'))
    const result = await run([work ?? says(''), status(401)], { access: 'workspace-write' })
    checkResult(result, { outcome: 'failed', kind: 'auth' })
    check('whether work had begun', result.error?.workStarted, true)
  },
  'calls a missing key auth': async ({ run }) => {
    const result = await run([says('never')], { env: { ANTHROPIC_API_KEY: '' } })
    checkResult(result, { outcome: 'failed', kind: 'auth' })
  },
})
