import type { FailureCatalogue } from '@htmlgraph/core/provider'

/** What can be seen of a failure: fields of `session.error` and of the model call before it, or what was printed. */
export type CopilotSign =
  /** The API's own word. */
  | 'errorCode'
  /** `errorType` of `session.error` */
  | 'type'
  | 'statusCode'
  /** Of the model call: `api` or `transport`. */
  | 'failureKind'
  /** `reason` of `abort` */
  | 'abort'
  /** What it says to people. */
  | 'text'

/**
 * How Copilot CLI 1.0.102 says what went wrong, recorded 2026-11 with a provider of one's own; what is `reported` is
 * from its schema and its program, for want of an account.
 */
export const copilotFailures: FailureCatalogue<CopilotSign> = {
  version: '1.0.102',
  rules: [
    // reported: the limit that maxAiCredits sets.
    { sign: 'abort', is: 'autopilot_credit_limit', kind: 'budget' },
    { sign: 'text', is: /session limit reached|AI credit limit reached/i, kind: 'budget' },
    // A signal that was not ours.
    { sign: 'abort', is: /./, kind: 'crashed' },
    // It comes with the type rate_limit; waiting does not help. The last is reported, as is the type quota.
    {
      sign: 'errorCode',
      is: /insufficient_quota|quota_exceeded|billing_not_configured/,
      kind: 'quota',
    },
    { sign: 'errorCode', is: /_(?:weekly|monthly)_rate_limited/, kind: 'quota' },
    { sign: 'type', is: 'quota', kind: 'quota' },
    { sign: 'statusCode', is: 402, kind: 'quota' },
    { sign: 'text', is: /exceeded your current quota|premium request allowance/i, kind: 'quota' },
    { sign: 'type', is: 'rate_limit', kind: 'rate-limit' },
    { sign: 'statusCode', is: 429, kind: 'rate-limit' },
    // Also for a 403: the key may not do this; another key may. The second and third are reported.
    { sign: 'type', is: 'authentication', kind: 'auth' },
    { sign: 'type', is: 'authorization', kind: 'auth' },
    { sign: 'type', is: 'policy', kind: 'auth' },
    { sign: 'statusCode', is: 401, kind: 'auth' },
    { sign: 'statusCode', is: 403, kind: 'auth' },
    { sign: 'type', is: 'context_limit', kind: 'context-length' },
    { sign: 'errorCode', is: 'context_length_exceeded', kind: 'context-length' },
    { sign: 'statusCode', is: 413, kind: 'context-length' },
    { sign: 'text', is: /maximum context length|prompt as too long/i, kind: 'context-length' },
    { sign: 'errorCode', is: /model_not_found|model_not_supported/, kind: 'model-unavailable' },
    { sign: 'statusCode', is: 404, kind: 'model-unavailable' },
    // Every 5xx is the other side's trouble, and mostly passes: the same advice, so the same kind.
    ...[500, 502, 503, 504, 529].map(
      (is) => ({ sign: 'statusCode', is, kind: 'overloaded' }) as const,
    ),
    // What came is not the API's format; it says so before it says `transport`.
    {
      sign: 'text',
      is: /Failed to (?:parse|finalize) [\w-]+ stream|was not valid JSON/,
      kind: 'protocol',
    },
    { sign: 'failureKind', is: 'transport', kind: 'network' },
    {
      sign: 'text',
      is: /Could not connect to|native model HTTP request|ECONN|ENOTFOUND/,
      kind: 'network',
    },
    // Before it begins. The first is recorded, the others are reported but for the PAT.
    { sign: 'text', is: /No authentication information found/, kind: 'auth' },
    {
      sign: 'text',
      is: /Authentication failed|Personal Access Tokens? |not licensed to use Copilot/,
      kind: 'auth',
    },
    {
      sign: 'text',
      is: /access denied by Copilot policy|obtain an authentication token/,
      kind: 'auth',
    },
    { sign: 'text', is: /BYOK providers require an explicit model/, kind: 'model-unavailable' },
    {
      sign: 'text',
      is: /--model flag is not available|^Model .* not found/m,
      kind: 'model-unavailable',
    },
    {
      sign: 'text',
      is: /^(?:error: |invalid |failed to read |no |offline mode )/im,
      kind: 'agent-error',
    },
  ],
}
