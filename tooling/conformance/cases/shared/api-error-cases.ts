import type { MisbehavedTurn } from '@htmlgraph/testkit/model-server'
import type { AgentCli } from '../../src/agent-cli.ts'
import { check, checkResult } from '../../src/check.ts'
import { type ConformanceCase, defineCases } from '../../src/conformance-case.ts'
import { expectedVerdict, type Fault } from '../../src/expected-verdict.ts'

const fails =
  (fault: Fault, turn: MisbehavedTurn): ConformanceCase['run'] =>
  async ({ cli, run }) => {
    const result = await run([turn])
    checkResult(result, expectedVerdict(cli, fault))
    check('whether it says why', String(result.error).length > 10, true)
    check('whether work had begun', result.error?.workStarted, false)
  }

const failsWith = (
  status: Fault & number,
  more: { readonly retryAfterSeconds?: number } = {},
): ConformanceCase['run'] => fails(status, { kind: 'api-error', status, ...more })

/** How the errors and the nonsense of an API are told apart. */
export function apiErrorCases({ facts }: AgentCli): readonly ConformanceCase[] {
  const { wording } = facts
  return defineCases('API errors', {
    'calls 500 overloaded': failsWith(500),
    'calls 503 overloaded': failsWith(503),
    'calls 429 a rate limit': failsWith(429, { retryAfterSeconds: 1 }),
    'calls 401 auth': failsWith(401),
    'calls 403 auth': failsWith(403),
    'calls 400 a failure of the agent': failsWith(400),
    'calls 404 a model that is not available': fails(404, wording['no-model']),
    'calls a prompt that is too long a matter of context': fails(
      'context-length',
      wording['context-length'],
    ),
    'calls spent credit a matter of quota': fails('quota', wording.quota),
    'calls a cut connection network': fails('cut', { kind: 'cut' }),
    'calls a stream of broken JSON a breach of protocol': fails('malformed', { kind: 'malformed' }),
    'calls a page in place of an answer no success': fails('page', { kind: 'html' }),
  })
}
