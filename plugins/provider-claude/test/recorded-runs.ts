import type { Outcome, RunErrorKind } from '@htmlgraph/core/provider'

/** What a recorded run has to come out as. */
export interface ExpectedRun {
  readonly outcome: Outcome
  /** `null` for a success. */
  readonly kind: RunErrorKind | null
  readonly response: string
  readonly tokensUsed: number | null
  readonly cost: number | null
  /** The tools that were denied, in order. */
  readonly denials: readonly string[]
  readonly model: string | null
  readonly sessionId: string | null
}

const OPUS = 'claude-opus-5-5'

/** One call of the model: 100 input, 300 cached, 20 written, 7 output. */
const ONE_CALL = { tokensUsed: 427, cost: 0.0007 }
const TWO_CALLS = { tokensUsed: 854, cost: 0.0014 }
/** The API answered with errors alone: 0 tokens in `usage`, and no model with a price. */
const NO_ANSWER = { tokensUsed: 0, cost: null }
/** No `result` line, so nothing was measured. */
const UNMEASURED = { tokensUsed: null, cost: null }

function completed(
  response: string,
  used: Pick<ExpectedRun, 'tokensUsed' | 'cost'>,
  sessionId: string,
): ExpectedRun {
  return {
    outcome: 'completed',
    kind: null,
    response,
    ...used,
    denials: [],
    model: OPUS,
    sessionId,
  }
}

function hello(sessionId: string): ExpectedRun {
  return completed('Hello from the mock.', ONE_CALL, sessionId)
}

function ranCommand(sessionId: string): ExpectedRun {
  return completed('The command finished.', TWO_CALLS, sessionId)
}

/** The agent says that it is done, and was allowed nothing. */
function denied(tool: string, sessionId: string): ExpectedRun {
  const response = tool === 'Write' ? 'File written.' : 'The command finished.'
  const run = completed(response, TWO_CALLS, sessionId)
  return { ...run, outcome: 'denied', kind: 'permission', denials: [tool] }
}

function failed(kind: RunErrorKind, sessionId: string, used = NO_ANSWER): ExpectedRun {
  return { ...completed('', used, sessionId), outcome: 'failed', kind }
}

/** Killed from outside before its result. */
function killed(sessionId: string): ExpectedRun {
  return { ...completed('', UNMEASURED, sessionId), outcome: 'failed', kind: 'crashed' }
}

/** Ended with a sentence on stderr and no line on stdout. */
function refusedToStart(kind: RunErrorKind): ExpectedRun {
  const run = completed('', UNMEASURED, '')
  return { ...run, outcome: 'failed', kind, model: null, sessionId: null }
}

/** Written by reading the recordings. */
export const RECORDED_RUNS: Readonly<Record<string, ExpectedRun>> = {
  'claude-SIGHUP-hang-stream': killed('cb71894d-afe6-48d6-95d5-5ef0551c585a'),
  'claude-SIGHUP-tool-stream': killed('823cc103-f7f3-4dab-803d-fa200c6e51e3'),
  'claude-SIGINT-hang-stream': killed('474f8a44-d406-49ae-888a-c63710479995'),
  // SIGINT in the middle of a tool: exit code 0 and a result that says `aborted_tools`.
  'claude-SIGINT-tool-stream': {
    ...killed('aa06cf24-fafe-4fb6-9142-3c797ed26f63'),
    ...ONE_CALL,
  },
  'claude-SIGKILL-group-tool': killed('8f2b702d-4049-4b30-b29d-009dc8ad7bdf'),
  'claude-SIGKILL-tool-stream': killed('6ad5f754-0407-4878-a0b9-832aea6d5196'),
  'claude-SIGTERM-hang-stream': killed('ddcdb149-3ec0-455d-8345-d41ba2bec260'),
  'claude-SIGTERM-tool-stream': killed('1e40ab37-e476-4526-8772-c49ce756fc25'),
  'claude-SIGTERM-trap-tool': killed('57c1a0b2-0053-4268-88d3-d770d46675d3'),
  'claude-bash-allowed': denied('Bash', '8d0d8502-aac3-4db1-98c0-f590585b488c'),
  // "Bash is disabled for this session": in no list of denials, yet asked for and not given.
  'claude-bash-disallowed': denied('Bash', 'a68a27f5-e47b-45ab-a3b5-5fb977ae1148'),
  // Killed a long time after its result, while its background command ran.
  'claude-bg-tool-stream': completed(
    'Started it.',
    TWO_CALLS,
    '85c9875f-8993-4557-a817-e67ec78b7992',
  ),
  'claude-err-401-stream': failed('auth', 'a73dd244-2f92-457e-bbf1-d4c0a44bd60a'),
  // One line, since it was asked for `json`: it names neither session nor model.
  'claude-err-429': { ...failed('rate-limit', ''), model: null, sessionId: null },
  'claude-err-500-stream': failed('overloaded', '8ee8e748-bbcb-476d-98ad-4e9bef9eecf7'),
  'claude-fallback-529': {
    ...failed('overloaded', 'ad114ece-2242-42f9-b4cb-72c322caf858'),
    model: 'claude-sonnet-5-5',
  },
  'claude-flaky-429': hello('77560a67-a0a5-441d-bf42-3e79a35b9589'),
  'claude-flaky-500': hello('4ff3a3ef-95d3-4e6c-86e2-52c44059ed20'),
  'claude-hooks-settings': hello('3b1025d8-d787-4622-a7dc-fae3539f6b08'),
  'claude-long-401-default': failed('auth', 'afa3e2e9-ece4-43c9-9356-0fac1273d4eb'),
  'claude-long-500-default': failed('overloaded', '5b1d9ac8-0687-460d-b499-10823ea7f6c1'),
  'claude-long-529-default': failed('overloaded', 'ae42c4ae-4b04-409d-b882-4380033e9486'),
  'claude-long-hang': failed('network', '05bfdb52-5a61-4be8-98b9-040a37e1d727'),
  // The first call stalled and was repeated; both were billed. `usage` has lost 6 tokens of output.
  'claude-long-midhang': completed(
    'Hello from the mock.',
    TWO_CALLS,
    'c9aed093-8532-4c56-89fe-8066243c3ab6',
  ),
  'claude-mcp-bad': hello('88fe2c6e-4f02-4e3f-83a6-5c24b87aaa37'),
  'claude-mcp-invalid': refusedToStart('agent-error'),
  'claude-mode-auto': ranCommand('7aa4bea3-f649-4fd0-86d5-6b999f37fce8'),
  'claude-mode-auto-cmd': denied('Bash', '662d1ce0-81c0-4e79-9eb8-bc40fa725e79'),
  'claude-mode-bypass-nobody': ranCommand('11d84af2-35d0-4d78-baab-2b0ecb147ceb'),
  'claude-mode-bypass-sandboxenv': ranCommand('82a0d696-c052-44fb-9418-b3c36f317db1'),
  'claude-mode-bypassPermissions': refusedToStart('permission'),
  'claude-mode-dontAsk': denied('Bash', 'a1a407b6-789a-40d5-abf2-bdc7a686dbe2'),
  'claude-mode-dontAsk-allowed': ranCommand('04d77aa2-779f-450e-aca6-3ee313d9452d'),
  'claude-mode-plan': denied('Bash', '8fc81b33-065d-4088-b5d3-eb64e884b483'),
  'claude-mode-plan-allow': denied('Bash', '2845f4ef-ea1c-40d6-bcdb-ef44dedaa449'),
  'claude-model-404': {
    ...failed('model-unavailable', 'ea67e27e-c429-44ce-8be5-c870675c94d2'),
    model: 'no-such-model',
  },
  'claude-partial-tool': ranCommand('30172a6c-8977-4c81-a00e-e9c1d6df0590'),
  'claude-prompts-none': denied('Bash', '0c2d11ca-1a74-44dc-88cc-c81321e766aa'),
  // The sixth run of its session: `total_cost_usd` says 0.0042 for all of them.
  'claude-resume-stream': hello('11111111-2222-4333-8444-795402861034'),
  // The id is the one that was asked for; there is no such session.
  'claude-sess-7-resume-unknown-stream': refusedToStart('agent-error'),
  'claude-skip-perms-root': refusedToStart('permission'),
  'claude-skip-perms-sandboxenv': ranCommand('fc9c81f5-705d-4e7b-991b-fb4f2b8a9249'),
  'claude-startup-failure-results': refusedToStart('agent-error'),
  'claude-stream': hello('faaa2a97-2638-4795-9ea8-0d893279cbfc'),
  // Two results in one run; the second one's `total_cost_usd` has the first one's in it.
  'claude-stream-input': completed(
    'Hello from the mock.',
    TWO_CALLS,
    '4c44ff85-df4b-4dc7-9153-a7ba30d4150d',
  ),
  'claude-stream-noverbose': refusedToStart('agent-error'),
  'claude-stream-thinking': completed(
    'Thought it over: 42.',
    ONE_CALL,
    'cc113259-76b0-44dc-9b2d-9c60ff9e298a',
  ),
  'claude-stream-thinking-partial': completed(
    'Thought it over: 42.',
    ONE_CALL,
    'd15420d5-29b6-4b19-a3b9-6d95b60876f2',
  ),
  // `usage` leaves out the subagent: 854 tokens.
  'claude-subagent': completed(
    'Main done.',
    { tokensUsed: 1281, cost: 0.0021 },
    '94e795ac-ee61-48bc-9b97-2ce95b677805',
  ),
  'claude-tool-env': ranCommand('03b1a9f0-451b-4b8a-8756-a28059185f33'),
  'claude-tool-env-scrub': refusedToStart('not-installed'),
  'claude-tool-fails': completed(
    'It failed, sorry.',
    TWO_CALLS,
    '71ba7719-e841-4c75-9030-9d1ab3c7c0e5',
  ),
  'claude-write-default': denied('Write', 'ba583f8e-95d8-4a61-bc3f-079c8bf22832'),
  'claude-write-outside-acceptEdits': denied('Write', '7fa7b790-4aec-4a59-a24e-73ab0a55e192'),
}
