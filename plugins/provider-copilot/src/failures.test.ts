import {
  findFailure,
  RUN_ERROR_KINDS,
  type RunErrorKind,
  type Signs,
} from '@htmlgraph/core/provider'
import { describe, expect, it } from 'vitest'
import { type CopilotSign, copilotFailures } from './failures.ts'

const gaveUp = 'Failed to get response from the AI model; retried 5 times Last error:'

describe('the catalogue of failures', () => {
  // The words and fields of recorded runs of 1.0.102.
  it.for<[Signs<CopilotSign>, RunErrorKind | null]>([
    [{ type: 'query', statusCode: 400, text: '400 mock error' }, null],
    [{ type: 'authentication', statusCode: 401, text: 'Authentication failed with' }, 'auth'],
    [{ type: 'authentication', statusCode: 403, text: 'Authentication failed with' }, 'auth'],
    [{ type: 'query', statusCode: 402, text: '402 Payment required' }, 'quota'],
    [{ type: 'query', statusCode: 404, text: "Model 'x' not found on" }, 'model-unavailable'],
    [{ type: 'rate_limit', statusCode: 429, text: '429 Rate limit reached' }, 'rate-limit'],
    [{ type: 'rate_limit', statusCode: 429, errorCode: 'insufficient_quota' }, 'quota'],
    [{ type: 'query', statusCode: 500, text: `${gaveUp} 500 The server had` }, 'overloaded'],
    [{ type: 'query', statusCode: 503, text: `${gaveUp} 503 The engine is` }, 'overloaded'],
    [
      {
        type: 'query',
        failureKind: 'transport',
        text: 'Could not connect to local model provider at http://127.0.0.1:4999/v1.',
      },
      'network',
    ],
    [
      {
        type: 'query',
        failureKind: 'transport',
        text: `${gaveUp} Failed native model HTTP request: error decoding response body`,
      },
      'network',
    ],
    [
      {
        type: 'query',
        failureKind: 'transport',
        text: `${gaveUp} Failed to parse chat-completions stream chunk: EOF while parsing`,
      },
      'protocol',
    ],
    [
      { type: 'query', text: `${gaveUp} Failed to finalize chat-completions stream: ended` },
      'protocol',
    ],
    [
      { type: 'query', text: 'The provider rejected the prompt as too long, but' },
      'context-length',
    ],
    [
      { type: 'query', statusCode: 400, text: "400 This model's maximum context length is" },
      'context-length',
    ],
    [{ abort: 'user_abort', text: 'interrupted' }, 'crashed'],
    [{ abort: 'user_initiated', text: 'interrupted' }, 'crashed'],
    [{ text: 'Error: No authentication information found.' }, 'auth'],
    [{ text: 'Error: Classic Personal Access Tokens (ghp_) are not supported' }, 'auth'],
    [{ text: 'Authentication failed with provider at http://127.0.0.1 (HTTP 401).' }, 'auth'],
    [{ text: 'BYOK providers require an explicit model. Run `copilot' }, 'model-unavailable'],
    [{ text: "Error: No session, task, or name matched '9'." }, 'agent-error'],
    [{ text: 'error: Invalid value for --max-ai-credits: "1". Use' }, 'agent-error'],
    [{ text: 'No such agent: nosuchagent, available:' }, 'agent-error'],
    [{ text: 'Offline mode requires a local model provider.' }, 'agent-error'],
    [{ text: 'Failed to read MCP config file "/none.json"' }, 'agent-error'],
    [{ text: 'Something nobody has seen' }, null],
    // Of the schema and the program, for want of an account.
    [{ type: 'quota', errorCode: 'quota_exceeded', text: '' }, 'quota'],
    [{ type: 'rate_limit', errorCode: 'user_weekly_rate_limited', text: '' }, 'quota'],
    [{ type: 'rate_limit', errorCode: 'user_global_rate_limited', text: '' }, 'rate-limit'],
    [{ type: 'policy', text: '' }, 'auth'],
    [{ type: 'authorization', text: '' }, 'auth'],
    [{ type: 'context_limit', text: '' }, 'context-length'],
    [{ abort: 'autopilot_credit_limit', text: '' }, 'budget'],
    [{ text: 'Session limit reached.' }, 'budget'],
    [{ text: 'Error: Model "x" from --model flag is not available.' }, 'model-unavailable'],
  ])('finds in %j the kind %s', ([signs, kind]) => {
    expect(findFailure(copilotFailures, signs, '')?.kind ?? null).toBe(kind)
  })

  it('names only kinds that there are', () => {
    expect(copilotFailures.rules.filter(({ kind }) => !RUN_ERROR_KINDS.includes(kind))).toEqual([])
  })
})
