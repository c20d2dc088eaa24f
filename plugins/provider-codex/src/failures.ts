import type { DenialRule, FailureCatalogue } from '@htmlgraph/core/provider'

/**
 * How Codex 0.169 says what went wrong, recorded 2026-11; what is `reported` stands in its source. All it gives is
 * text: the message of `turn.failed`, or what it printed on standard error.
 */
export const codexFailures: FailureCatalogue<'text'> = {
  version: '0.169.0',
  rules: [
    // The apostrophe may be typographic.
    { sign: 'text', is: /ran out of room in the model.s context window/, kind: 'context-length' },
    // A prompt of more than 1,048,576 characters is not even sent.
    { sign: 'text', is: /Input exceeds the maximum length/, kind: 'context-length' },
    { sign: 'text', is: /unexpected status 413/, kind: 'context-length' },
    { sign: 'text', is: /Quota exceeded|hit your usage limit/i, kind: 'quota' },
    { sign: 'text', is: /with your ChatGPT plan, upgrade/, kind: 'quota' },
    // reported: other words for a balance or a limit that waiting seconds does not help.
    {
      sign: 'text',
      is: /usage limit reached|out of credits|spend cap|workspace credit limit/i,
      kind: 'quota',
    },
    // reported
    { sign: 'text', is: /session budget exceeded/, kind: 'budget' },
    { sign: 'text', is: /429 Too Many Requests|rate limit exceeded/i, kind: 'rate-limit' },
    { sign: 'text', is: /unexpected status 40[13]/, kind: 'auth' },
    { sign: 'text', is: /Missing environment variable/, kind: 'auth' },
    // reported: a login that has ended or was never there.
    {
      sign: 'text',
      is: /sign in again|log in again|not logged in|token could not be refreshed/i,
      kind: 'auth',
    },
    { sign: 'text', is: /model .*does not exist/i, kind: 'model-unavailable' },
    // reported: not for this account, or not for this version.
    {
      sign: 'text',
      is: /model .*is not supported|requires a newer version of Codex/i,
      kind: 'model-unavailable',
    },
    { sign: 'text', is: /experiencing high demand|model is at capacity/i, kind: 'overloaded' },
    { sign: 'text', is: /unexpected status 5\d\d/, kind: 'overloaded' },
    // reported
    { sign: 'text', is: /capacity unavailable|server overloaded/i, kind: 'overloaded' },
    // The answer was cut or filtered: the same request will end the same way.
    { sign: 'text', is: /Incomplete response returned/, kind: 'agent-error' },
    // Also what it says of a page, or of broken JSON, in place of the stream.
    { sign: 'text', is: /stream disconnected before completion/, kind: 'network' },
    { sign: 'text', is: /Connection failed|error sending request/, kind: 'network' },
    { sign: 'text', is: /unexpected status 408/, kind: 'network' },
    // Config, arguments, sessions that are not there: what it says before a turn begins.
    { sign: 'text', is: /^Error: |^error: /m, kind: 'agent-error' },
  ],
  waits: [
    { is: /try again in (\d+(?:\.\d+)?) ?ms/i, unitMs: 1 },
    { is: /try again in (\d+(?:\.\d+)?) ?s/i, unitMs: 1000 },
    { is: /try again in (\d+(?:\.\d+)?) ?m/i, unitMs: 60_000 },
    { is: /try again in (\d+(?:\.\d+)?) ?h/i, unitMs: 3_600_000 },
  ],
}

/** How it refuses a tool, in what the tool gives back and in its log. */
export const codexRefusals: readonly DenialRule[] = [
  { is: /^patch rejected: .*$/m, tool: 'file_change' },
  { is: /^approval policy is .*$/m, tool: 'command_execution' },
  // `rm -f` and the like, whatever the sandbox.
  { is: /^exec_command failed: .*?` (rejected: [^"\\]+)/m, tool: 'command_execution' },
]

/** What a tool says that the sandbox stopped: such a command has no line in the stream. */
export const sandboxRefusals: readonly DenialRule[] = [
  { is: /^Exit code: [1-9].*?(failed to write file [^\n]*)/ims, tool: 'file_change' },
  {
    is: /(?:exited with code |"exit_code":)[1-9].*?(read-only file system|operation not permitted|permission denied)/is,
    tool: 'command_execution',
  },
]
