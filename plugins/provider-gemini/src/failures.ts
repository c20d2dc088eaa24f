import type { FailureCatalogue } from '@htmlgraph/core/provider'

/** What can be seen of a failure. */
export type GeminiSign =
  /** The exit code. */
  | 'exit'
  /** What it says to people: `error.message` of the result, the last `error` event, or what it printed instead. */
  | 'text'

/** 0.61.0 exits with the HTTP status of an API error, of which a process hands on the rest by 256. */
const STATUS_EXITS = {
  auth: [401, 403],
  'model-unavailable': [404],
  'context-length': [413],
  'rate-limit': [429],
  network: [408, 499],
  overloaded: [500, 502, 503, 504, 529],
} as const

/** How Gemini CLI 0.61.0 says what went wrong, recorded 2026-11; what is `reported` was not. */
export const geminiFailures: FailureCatalogue<GeminiSign> = {
  version: '0.61.0',
  rules: [
    // Waiting helps with a limit per minute only. These have status 429, and end in "switch to another /auth method".
    { sign: 'text', is: /exhausted your daily quota|limit:\s*0(?![\d.])/i, kind: 'quota' },
    // reported: of a paid plan.
    { sign: 'text', is: /INSUFFICIENT_G1_CREDITS|QUOTA_EXHAUSTED/, kind: 'quota' },
    // reported: 429 for want of room for everybody, not of this account's.
    { sign: 'text', is: /exhausted your capacity|MODEL_CAPACITY_EX/i, kind: 'overloaded' },
    { sign: 'text', is: /(suggested|please) retry (after|in) [\d.]+m?s/i, kind: 'rate-limit' },
    { sign: 'text', is: /exceeded your current quota/i, kind: 'quota' },
    { sign: 'text', is: /API_KEY_INVALID|API key (not valid|expired)/i, kind: 'auth' },
    {
      sign: 'text',
      is: /input token count.*exceeds|context window.*exceed/i,
      kind: 'context-length',
    },
    { sign: 'text', is: /max(imum)? session turns/i, kind: 'turn-limit' },
    ...Object.entries(STATUS_EXITS).flatMap(([kind, statuses]) =>
      statuses.map((status) => ({
        sign: 'exit' as const,
        is: status % 256,
        kind: kind as keyof typeof STATUS_EXITS,
      })),
    ),
    { sign: 'text', is: /Resource has been exhausted/i, kind: 'rate-limit' },
    { sign: 'text', is: /model is overloaded|"code":5\d\d/i, kind: 'overloaded' },
    { sign: 'text', is: /"code":40[13]\b|invalid authentication credentials/i, kind: 'auth' },
    // Exit code 1, as everything without a status.
    {
      sign: 'text',
      is: /is not found for API version|model not found/i,
      kind: 'model-unavailable',
    },
    {
      sign: 'text',
      is: /fetch failed|API Error: (terminated|aborted)|ECONN|ENOTFOUND|ETIMEDOUT|EAI_AGAIN/,
      kind: 'network',
    },
    // What the API sent is not its format: a captive portal, broken events, a stream that never says why it ended.
    { sign: 'text', is: /^\[API Error: .*\bJSON\b|without a finish reason/, kind: 'protocol' },
    // Before the first event, in words on standard error.
    { sign: 'exit', is: 41, kind: 'auth' },
    {
      sign: 'text',
      is: /set an Auth method|Invalid auth method|Opening authentication/,
      kind: 'auth',
    },
    // No docker or podman, or no image for it.
    { sign: 'exit', is: 44, kind: 'not-installed' },
    { sign: 'text', is: /Sandbox image .* is missing/, kind: 'not-installed' },
    { sign: 'exit', is: 53, kind: 'turn-limit' },
    // Not in a folder that the user trusts.
    { sign: 'exit', is: 55, kind: 'permission' },
    { sign: 'text', is: /not running in a trusted directory/, kind: 'permission' },
    // Input, settings, a tool that must not fail; flags nobody knows; a directory or a session that is not there.
    ...[1, 42, 52, 54].map((is) => ({ sign: 'exit', is, kind: 'agent-error' }) as const),
    {
      sign: 'text',
      is: /^(Unknown argument|Invalid values|Not enough arguments)|Error resuming session|Directory does not exist/m,
      kind: 'agent-error',
    },
  ],
  waits: [
    { is: /retry (?:after|in) ([\d.]+)ms/i, unitMs: 1 },
    { is: /retry (?:after|in) ([\d.]+)s/i, unitMs: 1000 },
  ],
}

/**
 * How the answer of a tool says that it was not allowed; the last of these comes with status "success". A tool that a
 * policy took away is "not found", as one is that never was: only these were.
 */
export const DENIED: RegExp = new RegExp(
  [
    '^Tool execution denied by policy',
    '^Path not in workspace',
    '^Tool "(write_file|replace|run_shell_command|web_fetch|google_web_search|save_memory)" not found',
    '^Tool "(activate_skill|invoke_agent|ask_user|enter_plan_mode|exit_plan_mode)" not found',
    '^Blocked: ',
  ].join('|'),
)

/** An error by which it says that the model said nothing: what came of the run tells whether that was enough. */
export const EMPTY: RegExp = /returned (an empty response|reasoning thoughts but no final)/

/** Said on standard error when `--resume latest` found nothing to go on with: the run is a new session. */
export const NOTHING_TO_RESUME = 'No previous sessions found for this project.'

/** Lines on standard error that are no reason for anything. */
export const NOISE: RegExp =
  /^(\s+at |\[STARTUP\]|Warning: .*color|Ripgrep is not|Project hooks disabled).*\n?/gm
