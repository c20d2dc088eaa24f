import { findFailure, RUN_ERROR_KINDS, type RunErrorKind } from '@htmlgraph/core/provider'
import { describe, expect, it } from 'vitest'
import { type ClaudeSign, claudeFailures } from './failures.ts'
import { claude } from './index.ts'

type Signs = Partial<Record<ClaudeSign, string | number>>

describe('the catalogue of failures', () => {
  // The words and fields of recorded runs of 2.1.330.
  it.for<[Signs, RunErrorKind | null]>([
    [{ api_error_status: 400, text: 'API Error: 400 mock: bad request' }, null],
    [{ api_error_status: 400, text: 'Credit balance is too low' }, 'quota'],
    [
      { api_error_status: 400, terminal_reason: 'prompt_too_long', text: 'Prompt is too long' },
      'context-length',
    ],
    [{ api_error_status: 401, text: 'Invalid API key · Fix external API key' }, 'auth'],
    [{ api_error_status: 403, text: 'Failed to authenticate. API Error: 403 …' }, 'auth'],
    [
      { api_error_status: 404, text: "There's an issue with the selected model" },
      'model-unavailable',
    ],
    [{ api_error_status: 429, text: 'API Error: Request rejected (429)' }, 'rate-limit'],
    [{ api_error_status: 500, text: 'API Error: 500 Internal server error.' }, 'overloaded'],
    [{ api_error_status: 502, text: 'API Error: 502 Bad Gateway.' }, 'overloaded'],
    [{ api_error_status: 529, text: 'API Error: 529 Overloaded.' }, 'overloaded'],
    [
      { api_error: 'connection_failed', text: 'API Error: Connection to the API was lost' },
      'network',
    ],
    [{ text: 'Request timed out. No data arrived for more than 5 minutes.' }, 'network'],
    [{ text: 'API Error: Unexpected end of JSON input' }, 'protocol'],
    [{ text: 'Not logged in · Please run /login' }, 'auth'],
    [{ text: 'Paste code here if prompted > ' }, 'auth'],
    [{ text: 'OAuth token has been revoked' }, 'auth'],
    [{ text: 'Login expired' }, 'auth'],
    [{ api_error: 'max_output_tokens', text: "API Error: Claude's response exceeded …" }, null],
    [{ text: "API Error: Opus 5.5's safeguards flagged this message" }, null],
    [
      { terminal_reason: 'max_turns', subtype: 'error_max_turns', text: 'Reached maximum' },
      'turn-limit',
    ],
    [{ subtype: 'error_max_turns', text: '' }, 'turn-limit'],
    [{ terminal_reason: 'budget_exhausted', text: 'Reached maximum budget ($0.5)' }, 'budget'],
    [{ terminal_reason: 'aborted_tools', text: '[ede_diagnostic]' }, 'crashed'],
    [
      { startup_failure_reason: 'sandbox_required_unavailable', text: 'Sandbox required' },
      'not-installed',
    ],
    [{ text: 'Error: piped stdin input exceeds 10MB.' }, 'context-length'],
    [{ text: "error: unknown option '--no-such-flag'" }, 'agent-error'],
    [{ text: 'Something nobody has seen' }, null],
  ])('finds in %j the kind %s', ([signs, kind]) => {
    expect(findFailure(claudeFailures, signs, '')?.kind ?? null).toBe(kind)
  })

  it('knows the words of a version that was tried', () => {
    expect(claude.executable.testedVersions).toContain(claudeFailures.version)
  })

  it('names only kinds that there are', () => {
    expect(claudeFailures.rules.filter(({ kind }) => !RUN_ERROR_KINDS.includes(kind))).toEqual([])
  })
})
