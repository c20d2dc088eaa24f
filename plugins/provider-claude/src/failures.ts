import type { FailureCatalogue } from '@htmlgraph/core/provider'

/** The signs of a failure: fields of a `result` line, and `text`, what it or the process says. */
export type ClaudeSign =
  | 'startup_failure_reason'
  | 'terminal_reason'
  | 'subtype'
  | 'api_error_status'
  | 'api_error'
  | 'text'

/** What `--tools` or `--disallowedTools` took away; no other line reports it as denied. */
export const DENIED = /No such tool available: .* is disabled for this session/s

/** All that tells of SIGINT: the exit code is 0, and there may be no result. */
export const INTERRUPTED = /^\[Request interrupted by user/

/** The warning of it, by which the end of the run is known as a crash. */
export const INTERRUPTED_WARNING = 'Claude Code was interrupted by a signal.'

/** How Claude Code 2.1.330 says what went wrong, recorded 2026-11; what is `reported` was not. */
export const claudeFailures: FailureCatalogue<ClaudeSign> = {
  version: '2.1.330',
  rules: [
    // bubblewrap or socat is not there, and the run may not go on without the sandbox.
    { sign: 'startup_failure_reason', is: 'sandbox_required_unavailable', kind: 'not-installed' },
    // A signal that was not ours: SIGINT still gives a result.
    { sign: 'terminal_reason', is: /^aborted_/, kind: 'crashed' },
    { sign: 'terminal_reason', is: 'max_turns', kind: 'turn-limit' },
    { sign: 'subtype', is: 'error_max_turns', kind: 'turn-limit' },
    { sign: 'terminal_reason', is: 'budget_exhausted', kind: 'budget' },
    { sign: 'subtype', is: 'error_max_budget_usd', kind: 'budget' },
    { sign: 'terminal_reason', is: 'prompt_too_long', kind: 'context-length' },
    // reported: the answer never fitted the schema.
    { sign: 'subtype', is: 'error_max_structured_output_retries', kind: 'protocol' },
    // It comes with status 400.
    { sign: 'text', is: /credit balance is too low/i, kind: 'quota' },
    // reported: a subscription's limit, with status 429. Waiting seconds does not help.
    { sign: 'text', is: /usage limit reached|hit your (\w+ )?limit/i, kind: 'quota' },
    { sign: 'api_error_status', is: 401, kind: 'auth' },
    // "Failed to authenticate": the key may not do this; another key may.
    { sign: 'api_error_status', is: 403, kind: 'auth' },
    { sign: 'api_error_status', is: 404, kind: 'model-unavailable' },
    { sign: 'api_error_status', is: 413, kind: 'context-length' },
    { sign: 'api_error_status', is: 429, kind: 'rate-limit' },
    // Every 5xx is "a server-side issue, usually temporary": the same advice, so the same kind.
    ...[500, 502, 503, 504, 529].map(
      (is) => ({ sign: 'api_error_status', is, kind: 'overloaded' }) as const,
    ),
    { sign: 'api_error', is: 'connection_failed', kind: 'network' },
    {
      sign: 'text',
      is: /^Request timed out|Connection error|Unable to connect|ECONN|ENOTFOUND/,
      kind: 'network',
    },
    // What the API sent is not its format.
    { sign: 'text', is: /^API Error: .*\bJSON\b/, kind: 'protocol' },
    { sign: 'text', is: /not logged in|please run \/login|invalid api key/i, kind: 'auth' },
    // reported: what asks for somebody who is not there, and a login that ended.
    { sign: 'text', is: /paste code here|trust this folder/i, kind: 'auth' },
    {
      sign: 'text',
      is: /(login|session) expired|oauth token (has |been )*(expired|revoked)/i,
      kind: 'auth',
    },
    // A prompt of more than 10 MB is not even sent.
    { sign: 'text', is: /stdin input exceeds/, kind: 'context-length' },
    { sign: 'text', is: /cannot be used with root/, kind: 'permission' },
    { sign: 'text', is: /bubblewrap is required/, kind: 'not-installed' },
    {
      sign: 'text',
      is: /unknown option|^Error: |No conversation found|already in use/m,
      kind: 'agent-error',
    },
  ],
}
