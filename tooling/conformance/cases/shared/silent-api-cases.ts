import { check, checkMatch, checkResult } from '../../src/check.ts'
import { type ConformanceCase, defineCases } from '../../src/conformance-case.ts'
import { expectedVerdict } from '../../src/expected-verdict.ts'
import { isolateFromNetwork } from '../../src/isolate-from-network.ts'
import { says } from '../../src/turns.ts'

/** What comes of an API that does not answer, or not at once. */
export const silentApiCases: readonly ConformanceCase[] = defineCases('API errors', {
  'calls a network without a way out network, within the timeout': async (context) => {
    const executable = isolateFromNetwork(context)
    const server = await context.serve()
    const result = await context.start(server, { executable })
    checkResult(result, expectedVerdict(context.cli, 'unreachable'))
    check('the requests', server.requests, [])
  },
  'calls a refused connection network': async ({ cli, serve, start }) => {
    const server = await serve()
    await server.close()
    checkResult(await start(server), expectedVerdict(cli, 'refused'))
  },
  'ends a run that hears nothing from the API': async ({ run }) => {
    const result = await run([{ kind: 'hang' }], { idleTimeoutMs: 6000 })
    checkResult(result, { outcome: 'timed-out', kind: 'timeout' })
    checkMatch('the message', String(result.error), /6000/)
  },
  'ends a run whose answer stops half-way, and keeps what was said before': async (context) => {
    const { cli, run, workspace } = context
    const { toolCalls } = cli.turns.reads(workspace.write('a.txt', 'alpha'))
    const first = { kind: 'answer', text: 'First I look.', toolCalls } as const
    const result = await run([first, { kind: 'stall' }], { timeoutMs: 20_000 })
    checkResult(result, { outcome: 'timed-out', kind: 'timeout' })
    checkMatch('the text', result.response, /First I look|Half an ans/)
  },
  'rides out a failure that goes away': async ({ cli, serve, start }) => {
    const failure = { kind: 'api-error', status: 500, times: 1 } as const
    const run = start(await serve({ script: [failure, says('Recovered.')] }))
    let retries = 0
    for await (const event of run) if (event.type === 'retry') retries += 1
    checkResult(await run, { outcome: 'completed', response: 'Recovered.' })
    if (cli.facts.tellsRetries) check('the retries', retries, 1)
  },
  'tells that work had begun when the API fails later': async ({ cli, run, workspace }) => {
    const begin = cli.turns.writes(`${workspace.cwd}/begun.txt`)
    const failure = { kind: 'api-error', status: 401 } as const
    const result = await run([begin, failure], { access: 'workspace-write' })
    checkResult(result, expectedVerdict(cli, 401))
    check('whether work had begun', result.error?.workStarted, true)
  },
  'calls a missing key auth': async ({ cli, run }) => {
    const env = cli.withoutKey ?? { [cli.key.variable]: '' }
    const result = await run([says('never')], { env })
    checkResult(result, expectedVerdict(cli, 'no-key'))
  },
})
