import { findFailure, RUN_ERROR_KINDS, type RunErrorKind } from '@htmlgraph/core/provider'
import { describe, expect, it } from 'vitest'
import { codexFailures } from './failures.ts'
import { codex } from './index.ts'

describe('the catalogue of failures', () => {
  // The words of recorded runs of 0.169; those of an API were sent to it by a model server.
  it.for<[string, RunErrorKind | null]>([
    ['{"error":{"message":"Invalid request.","type":"invalid_request_error"}}', null],
    ['unexpected status 401 Unauthorized: Incorrect API key provided., url: http://…', 'auth'],
    ['unexpected status 403 Forbidden: Country, region, or territory not supported', 'auth'],
    ['Missing environment variable: `OPENAI_API_KEY`.', 'auth'],
    ['The model `gpt-9` does not exist or you do not have access to it.', 'model-unavailable'],
    ['unexpected status 408 Request Timeout: …', 'network'],
    ['unexpected status 413 Payload Too Large: …', 'context-length'],
    ["Codex ran out of room in the model's context window. Start a new thread", 'context-length'],
    ['Codex ran out of room in the model’s context window. Start a new thread', 'context-length'],
    ['turn/start failed: Input exceeds the maximum length of 1048576', 'context-length'],
    ['exceeded retry limit, last status: 429 Too Many Requests, request id: req_1', 'rate-limit'],
    ['rate limit exceeded: slow', 'rate-limit'],
    ['Quota exceeded. Check your plan and billing details.', 'quota'],
    ['You’ve hit your usage limit. Try again later.', 'quota'],
    ['To use Codex with your ChatGPT plan, upgrade to Plus: https://…', 'quota'],
    ['We’re currently experiencing high demand, which may cause temporary errors.', 'overloaded'],
    ['unexpected status 503 Service Unavailable: The engine is overloaded', 'overloaded'],
    ['unexpected status 529 <unknown status code>: …', 'overloaded'],
    ['Selected model is at capacity. Please try a different model.', 'overloaded'],
    ['Incomplete response returned, reason: max_output_tokens', 'agent-error'],
    [
      'stream disconnected before completion: Incomplete response returned, reason: content_filter',
      'agent-error',
    ],
    ['stream disconnected before completion: stream closed before response.completed', 'network'],
    ['Connection failed: error sending request', 'network'],
    ['Invalid prompt: we limited access for safety reasons.', null],
    ['Error: thread/resume: thread/resume failed: no rollout found for thread id', 'agent-error'],
    ["error: unexpected argument '-a' found", 'agent-error'],
    ['2026-11-23T03:23:01Z ERROR codex_core::session: failed to record rollout items', null],
    ['Something nobody has seen', null],
  ])('finds in %j the kind %s', ([text, kind]) => {
    expect(findFailure(codexFailures, { text }, text)?.kind ?? null).toBe(kind)
  })

  it.for([
    ['Please try again in 1.5s.', 1500],
    ['Please try again in 250ms.', 250],
    ['try again in 20 seconds', 20_000],
    ['Try again in 5 minutes.', 300_000],
    ['Try again in 2 hours.', 7_200_000],
    ['Try again later.', undefined],
  ] as const)('reads in %j how long to wait: %s ms', ([wait, retryAfterMs]) => {
    const message = `rate limit exceeded: ${wait}`
    const failure = findFailure(codexFailures, { text: message }, message)
    expect(failure?.retryAfterMs).toBe(retryAfterMs)
  })

  it('names only kinds that there are, and the version that was tried', () => {
    expect(codexFailures.rules.filter(({ kind }) => !RUN_ERROR_KINDS.includes(kind))).toEqual([])
    expect(codex.executable.testedVersions).toContain(codexFailures.version)
  })
})
