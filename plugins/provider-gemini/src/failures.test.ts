import { findFailure, RUN_ERROR_KINDS, type RunErrorKind } from '@htmlgraph/core/provider'
import { describe, expect, it } from 'vitest'
import { DENIED, EMPTY, geminiFailures, NOISE } from './failures.ts'
import { gemini } from './index.ts'

const ADVICE =
  '\nPlease wait and try again later. To increase your limits, request a quota increase through AI Studio, or switch to another /auth method'

function kindOf(text: string, exit: number): RunErrorKind | null {
  return findFailure(geminiFailures, { exit, text }, text)?.kind ?? null
}

describe('the catalogue of failures', () => {
  // The words of recorded runs of 0.61.0 in any format; those of an API were sent to it by a model server.
  it.for<[text: string, exit: number, kind: RunErrorKind | null]>([
    ['[API Error: {"error":{"code":400,"message":"Invalid value at contents."}}]', 144, null],
    [
      '[API Error: {"error":{"code":400,"message":"API key not valid. Please pass a valid API key."}}]',
      144,
      'auth',
    ],
    [
      'Error generating content via API. Full report available at: /tmp/x.json _ApiError: {"error":{"code":401,"message":"Request had invalid authentication credentials.","status":"UNAUTHENTICATED"}}',
      1,
      'auth',
    ],
    ['[API Error: {"error":{"code":403,"message":"Permission denied."}}]', 147, 'auth'],
    ['Invalid auth method selected.', 41, 'auth'],
    ['Please set an Auth method in your /home/ada/.gemini/settings.json or specify', 41, 'auth'],
    ['Manual authorization is required but the current session is non-interactive.', 41, 'auth'],
    ['Opening authentication page in your browser. Do you want to continue? [Y/n]: ', 143, 'auth'],
    [
      '[API Error: models/gemini-1.5-pro is not found for API version v1beta, or is not supported]',
      1,
      'model-unavailable',
    ],
    [`[API Error: Resource has been exhausted (e.g. check quota).]${ADVICE}`, 173, 'rate-limit'],
    [
      `[API Error: You exceeded your current quota, please check your plan and billing details.\nSuggested retry after 2s.]${ADVICE}`,
      173,
      'rate-limit',
    ],
    [
      `[API Error: You exceeded your current quota, please check your plan and billing details.]${ADVICE}`,
      173,
      'quota',
    ],
    [`[API Error: You have exhausted your daily quota on this model.]${ADVICE}`, 173, 'quota'],
    ['[API Error: {"error":{"code":500,"message":"An internal error."}}]', 244, 'overloaded'],
    ['[API Error: The model is overloaded. Please try again later.]', 247, 'overloaded'],
    [
      '[API Error: {"error":{"message":"<html><body>502 Bad Gateway</body></html>","code":502}}]',
      246,
      'overloaded',
    ],
    ['[API Error: Internal]', 244, 'overloaded'],
    ['[API Error: exception TypeError: fetch failed sending request]', 1, 'network'],
    ['[API Error: terminated]', 1, 'network'],
    ['[API Error: Incomplete JSON segment at the end]', 1, 'protocol'],
    ['[API Error: Unterminated string in JSON at position 52]', 1, 'protocol'],
    ['The input token count (1200000) exceeds the maximum number of tokens', 144, 'context-length'],
    ['Reached max session turns for this session.', 53, 'turn-limit'],
    ['Gemini CLI is not running in a trusted directory.', 55, 'permission'],
    [
      'GEMINI_SANDBOX is true but failed to determine command for sandbox; install docker',
      44,
      'not-installed',
    ],
    [
      "FatalSandboxError: Sandbox image 'example/sandbox:0.61.0' is missing or could not be pulled.",
      1,
      'not-installed',
    ],
    ['Error resuming session: Invalid session identifier "99999999".', 42, 'agent-error'],
    ['Error resuming session: No previous sessions found for this project.', 42, 'agent-error'],
    ['No input provided via stdin.', 42, 'agent-error'],
    ['Invalid values:\n  Argument: approval-mode, Given: "never"', 1, 'agent-error'],
    [
      'An unexpected critical error occurred:Error: Directory does not exist: /nowhere',
      1,
      'agent-error',
    ],
    ['The model stopped for safety.', 1, 'agent-error'],
    ['Something nobody has seen', 1, 'agent-error'],
    ['Something nobody has seen', 7, null],
  ])('finds in %j with exit code %i the kind %s', ([text, exit, kind]) => {
    expect(kindOf(text, exit)).toBe(kind)
  })

  it.for([
    ['Suggested retry after 2s.', 2000],
    ['Please retry in 34.5s.', 34_500],
    ['Please retry in 250ms.', 250],
    ['Please try again later.', undefined],
  ] as const)('reads in %j how long to wait: %s ms', ([wait, retryAfterMs]) => {
    const message = `[API Error: Resource has been exhausted (e.g. check quota). ${wait}]`
    const failure = findFailure(geminiFailures, { exit: 173, text: message }, message)
    expect(failure).toMatchObject({ kind: 'rate-limit' })
    expect(failure?.retryAfterMs).toBe(retryAfterMs)
  })

  it('names only kinds that there are, and the version that was tried', () => {
    expect(geminiFailures.rules.filter(({ kind }) => !RUN_ERROR_KINDS.includes(kind))).toEqual([])
    expect(gemini.executable.testedVersions).toContain(geminiFailures.version)
  })
})

describe('the answer of a tool', () => {
  it.for([
    'Tool execution denied by policy. You are in Plan Mode and cannot modify source code.',
    'Path not in workspace: Attempted path "/etc/passwd" resolves outside the allowed workspace',
    'Tool "run_shell_command" not found. Did you mean one of: "update_topic", "invoke_agent"?',
    'Blocked: command substitution is not allowed for security.',
  ])('is a denial: %s', (output) => {
    expect(output).toMatch(DENIED)
  })

  it.for([
    'Tool "unknown_tool_shell" not found. Did you mean one of: "update_topic", "read_file"?',
    'File not found: nowhere.txt',
    'cat: /root/x: Permission denied',
    'The word "Blocked: " in the middle',
  ])('is a failure, or none: %s', (output) => {
    expect(output).not.toMatch(DENIED)
  })
})

it('tells an answer that is empty from one that failed', () => {
  expect('The model returned an empty response with no text or thoughts.').toMatch(EMPTY)
  expect('[API Error: terminated]').not.toMatch(EMPTY)
})

it('leaves the noise out of what was printed, and nothing else', () => {
  const printed = [
    'Warning: True color (24-bit) support not detected. Using a terminal with true color',
    "[STARTUP] Phase 'cleanup_ops' was started but never ended. Skipping metrics.",
    'Ripgrep is not available. Falling back to GrepTool.',
    'Error: the reason',
    '    at main (file:///bundle/gemini.js:17389:9)',
    'Warning: the key is about to expire.',
  ].join('\n')
  expect(printed.replaceAll(NOISE, '')).toBe(
    'Error: the reason\nWarning: the key is about to expire.',
  )
})
