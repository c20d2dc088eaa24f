import type { RecordingExpectation } from '@htmlgraph/testkit'

const HELLO = 'Hello from the mock.'
const FIRST = '01a20667-69ef-7a62-9f5b-2bc4351dfc47'

/** One call of the model: 100 input, 300 cached, 20 written, 17 output. */
const ONE_CALL = 437
const TWO_CALLS = 874

/** Fits the recorded JSON answer. */
const PERSON = {
  type: 'object',
  properties: { name: { type: 'string' }, age: { type: 'number' } },
  required: ['name', 'age'],
}

function completed(response: string, tokensUsed: number, sessionId: string): RecordingExpectation {
  // The stream never names the model, and Codex reports no cost.
  const unknown = { model: null, cost: null }
  return { outcome: 'completed', response, tokensUsed, ...unknown, denials: [], sessionId }
}

function hello(sessionId: string): RecordingExpectation {
  return completed(HELLO, ONE_CALL, sessionId)
}

function twoCalls(response: string, sessionId: string): RecordingExpectation {
  return completed(response, TWO_CALLS, sessionId)
}

/** A session that had runs before. */
function goneOn(
  run: RecordingExpectation,
  input: object = { resume: FIRST },
): RecordingExpectation {
  return { ...run, tokensUsed: null, input: { ...input } }
}

/** The agent says that it tried, and was allowed nothing. */
function denied(sessionId: string): RecordingExpectation {
  const run = twoCalls('Tried with escalation.', sessionId)
  return { ...run, outcome: 'denied', kind: 'permission', denials: ['command_execution'] }
}

/** A turn that failed tells no tokens. */
function failed(kind: RecordingExpectation['kind'], sessionId: string): RecordingExpectation {
  return { ...hello(sessionId), outcome: 'failed', kind, response: '', tokensUsed: null }
}

/** Ended from outside, without a last word. */
function killed(sessionId: string): RecordingExpectation {
  return failed('crashed', sessionId)
}

/** A sentence on standard error and no line on standard output. */
const NOT_STARTED: RecordingExpectation = { ...failed('agent-error', ''), sessionId: null }

/** What each recorded run must come to. Written by reading the recordings. */
export const RECORDED_RUNS: Readonly<Record<string, RecordingExpectation>> = {
  'codex-SIGHUP-tool': killed('01a20667-c4eb-75f0-b3f3-287435970ebc'),
  // Exit code 1 in the middle of a turn, and not a word why: somebody interrupted it.
  'codex-SIGINT-hang': killed('01a20667-a3a0-7fa3-845b-c509a3df6518'),
  'codex-SIGINT-tool': killed('01a20667-af3d-7e50-be36-ec5115d4a47a'),
  'codex-SIGKILL-group-tool': killed('01a20667-fce0-7a12-ad8a-96fe5cd1b1de'),
  'codex-SIGTERM-group-tool': killed('01a20668-0787-73f0-9777-da6031bbc944'),
  'codex-SIGTERM-hang': killed('01a20667-8de2-77d2-a13d-368a00627d1f'),
  'codex-SIGTERM-midhang': killed('01a20668-1368-73a3-b5fc-fe5008960c92'),
  'codex-SIGTERM-tool': killed('01a20667-983d-7ef3-8a24-4a8760acc9dc'),
  'codex-SIGTERM-tool-danger': killed('01a20667-e617-7892-b90d-c1a22daf32e2'),
  'codex-approval-bogus': NOT_STARTED,
  // "approval policy is Never; reject command" on standard error, and nothing else was done.
  'codex-approval-never-escalate': denied('01a20663-3845-7dc0-8af2-50ca03a36baf'),
  'codex-approval-onrequest-escalate': denied('01a20663-3607-7300-8052-eecdf286bb09'),
  'codex-ask-flag': NOT_STARTED,
  'codex-ask-flag-global': hello('01a20663-3418-7f43-9de2-c6cdd8a4edb6'),
  'codex-base-instructions': hello('01a20663-4abd-73c1-8dd2-58e2a71a5345'),
  // It had told of connections that failed, and might have gone on; a signal ended it.
  'codex-builtin-baseurl-env': killed('01a20665-1014-7d13-996f-36e632218735'),
  // Four times `Reconnecting`, then it went on.
  'codex-builtin-codexapikey': hello('01a20664-db52-79d3-acf5-095017915b8e'),
  'codex-builtin-openaiapikey': hello('01a20664-f54c-7f10-9203-94b8a13b5b3d'),
  'codex-cd-missing': NOT_STARTED,
  // The item `error` is a warning.
  'codex-config-unknown-key': hello('01a20663-52cf-7fd1-b956-c05b0085dcf7'),
  // The sandbox denied the command: no line says so, only the session's file, which is not recorded.
  'codex-denied-gpt_4_turbo': twoCalls('File written.', '01a20667-645c-76e2-8932-2c5842e80aac'),
  'codex-denied-gpt_5_5': twoCalls('File written.', '01a20667-614b-7952-ac4f-f3fe10650978'),
  'codex-denied-gpt_6_1_sol': twoCalls('File written.', '01a20667-5e56-73b3-820e-733a315fca86'),
  'codex-denied-ww-fail': twoCalls('Tried outside.', '01a20667-672d-7b32-b025-dbecd9586621'),
  'codex-ephemeral': hello('01a20666-0335-70e0-9d28-faad0c766cb9'),
  'codex-err-400': failed('agent-error', '01a20664-0d88-7382-968d-2759c187eb2c'),
  'codex-err-401': failed('auth', '01a20664-088d-7130-9e25-514330c01495'),
  'codex-err-404': failed('model-unavailable', '01a20664-0fea-7631-838f-1aa1396b4e50'),
  'codex-err-503': failed('overloaded', '01a20664-1ded-7dd1-9697-e46df33c7b31'),
  'codex-err-ctx': failed('context-length', '01a20664-2cc3-7be2-a5e9-fdc85eea152a'),
  'codex-err-failed': failed('network', '01a20664-28a6-76e3-af90-9c3d20b20414'),
  'codex-err-html': failed('overloaded', '01a20664-1fd8-7451-9ce3-71f95b25d690'),
  'codex-err-incomplete': failed('agent-error', '01a20664-2ec4-7ed3-91bd-8dd0c86f9f72'),
  'codex-err-malformed': failed('network', '01a20664-21df-7052-8eac-31d9dc73e0d1'),
  // The answer was whole, the stream was not.
  'codex-err-nocomplete': {
    ...failed('network', '01a20664-310d-7742-a7d3-406a6b7bc3c6'),
    response: HELLO,
  },
  'codex-err-nosse': failed('network', '01a20664-2422-7fe1-8337-04d7da25fcf1'),
  'codex-err-quota': failed('quota', '01a20664-19ce-74c1-a2e5-b44c1ea1aeb2'),
  'codex-err-refused': failed('network', '01a20668-99ba-7072-ad3f-1d900f7a467d'),
  'codex-err-refused-disabled-default-retries': failed(
    'network',
    '01a20669-4fa9-7361-bda8-0a7d5004039c',
  ),
  'codex-full-auto': NOT_STARTED,
  'codex-hang-idle2s': killed('01a2066a-779f-7813-8abf-5b515f8cc3cf'),
  'codex-home-empty': hello('01a20665-ff75-7343-94a3-7eb7233bb359'),
  'codex-home-unwritable': NOT_STARTED,
  'codex-json': hello('01a20662-d1ee-7f43-936d-c00af2b7f9d6'),
  'codex-json-bare-default': hello('01a20662-d3f9-7210-801f-560245e90d25'),
  'codex-last-message-error': failed('overloaded', '01a20662-f402-7d10-b062-f838d1e12ad6'),
  'codex-litter-SIGINT': killed('01a2066d-ab09-7572-8200-ad7a0d15bdc6'),
  'codex-litter-SIGTERM': killed('01a2066d-bd26-7eb2-aee5-e39e93ddac93'),
  // The command failed; the agent answered all the same.
  'codex-litter-during': twoCalls('The command finished.', '01a2066d-e0c0-7703-afa7-2559fd87f7bf'),
  // The command still ran when the answer came: it has no end.
  'codex-longtool-yield': twoCalls('Slept.', '01a20668-43d7-79b0-bb16-d64d350aaa49'),
  'codex-longtool-yield-55': twoCalls('Slept.', '01a20668-6f43-7782-9c51-cc5997720985'),
  'codex-mcp-bad': hello('01a20663-4ee6-73b3-b90f-ac2621759949'),
  'codex-mcp-bad-required': NOT_STARTED,
  'codex-mcp-tool': hello('01a2066d-fe7d-7043-a9c9-173370602cb5'),
  'codex-model-explicit': hello('01a20663-3d6e-7d91-8442-7e563366fd59'),
  'codex-model-unknown': hello('01a20663-3fa9-7e21-b6b6-c1f840f40e40'),
  'codex-no-skip-git': NOT_STARTED,
  'codex-no-skip-git-bypass': hello('01a20663-005f-75c2-8779-4a013cbaeb36'),
  'codex-no-skip-git-ro': NOT_STARTED,
  'codex-node20-SIGKILL-hang': killed('01a20668-28e9-7931-ab75-cf2d3e1129e6'),
  'codex-node20-SIGTERM-hang': killed('01a20668-1da2-7522-baa7-ec96976506cc'),
  'codex-node20-text': hello('01a20668-39e9-76c2-a50d-315fb4ffd9c8'),
  'codex-nohup-tool': twoCalls('The command finished.', '01a20668-3cf3-7f62-975d-337f3dbe0dd4'),
  'codex-nohup-tool-ww': twoCalls('The command finished.', '01a20668-404b-72c2-9ca0-bdcaf2c2928c'),
  'codex-own-capacity': failed('overloaded', '01a21503-43df-7d91-9562-f3fa4569af76'),
  // Of the command that the sandbox stopped only the session's file tells.
  'codex-own-denied-both': {
    ...denied('01a21503-27b7-7b90-8ac1-abdb968a2886'),
    response: 'I may not.',
    tokensUsed: 360,
    denials: ['file_change'],
  },
  // As above, and here it was all that the agent tried.
  'codex-own-denied-code-mode': completed(
    'I may not.',
    240,
    '01a21503-2d53-79c1-a500-665f63aa7c51',
  ),
  'codex-own-empty': {
    ...completed(' ', 120, '01a21503-1cb1-7383-8651-7d287de45306'),
    outcome: 'empty',
    kind: 'agent-error',
  },
  'codex-own-file-change': completed('File written.', 240, '01a21503-21b4-77c2-9dd0-06a606f2c8f4'),
  'codex-own-first': completed('One.', 120, '01a21503-334b-7d72-a602-9e514b501c86'),
  'codex-own-rate-limit-wait': failed('rate-limit', '01a21503-4043-7431-a203-31276ce150fa'),
  'codex-own-second': goneOn(completed('Two.', 240, '01a21503-334b-7d72-a602-9e514b501c86')),
  // Another model first makes a summary of what the one before said.
  'codex-own-third': goneOn(completed('One.', 480, '01a21503-334b-7d72-a602-9e514b501c86')),
  'codex-own-usage-limit': failed('quota', '01a21503-3cb0-73e3-a591-428bbc1c9a30'),
  'codex-prompt-12mb-stdin': failed('context-length', '01a20663-fae5-7931-bf25-6b8790fc0f16'),
  'codex-prompt-badutf8-stdin': NOT_STARTED,
  'codex-prompt-dashdash': hello('01a20663-edb0-7040-a2a8-8d503d369656'),
  'codex-prompt-empty-string': hello('01a20663-f186-7543-8962-5e41a7803a92'),
  'codex-reasoning-bogus': hello('01a20663-4629-7b82-a589-cc3663a044b3'),
  'codex-retry-401': failed('auth', '01a20669-b160-7ff1-a8d6-3be475a734ba'),
  'codex-retry-429': failed('rate-limit', '01a20669-cd80-78c0-8cbe-cf17dbb90baa'),
  'codex-retry-cut': failed('network', '01a2066a-3153-7971-9c3c-14374a69f028'),
  'codex-retry-malformed': failed('network', '01a2066a-4f09-7da2-86f1-21fd27ad9262'),
  'codex-sandbox-adddir': twoCalls('Tried outside.', '01a20663-2386-7293-9a9b-1e76972150e9'),
  'codex-sandbox-approve-for-me-inside': twoCalls(
    'File written.',
    '01a20663-19e7-7331-91de-18d43b0e4c52',
  ),
  'codex-sandbox-approve-for-me-outside': twoCalls(
    'Tried outside.',
    '01a20663-1c74-76b2-becb-6a1b5b20cdb2',
  ),
  'codex-sandbox-bypass-inside': twoCalls('File written.', '01a20663-1533-7260-8b7b-ac2edeba366d'),
  'codex-sandbox-bypass-outside': twoCalls(
    'Tried outside.',
    '01a20663-178e-7281-890b-b8b07b1aaefe',
  ),
  'codex-sandbox-danger-full-access-outside': twoCalls(
    'Tried outside.',
    '01a20663-12e1-7e30-8b61-164ed02cb54e',
  ),
  // Denied as above.
  'codex-sandbox-default-inside': twoCalls('File written.', '01a20663-026a-72a2-8322-22e2f0521078'),
  'codex-sandbox-read-only-inside': twoCalls(
    'File written.',
    '01a20663-072a-7cc2-9cc8-9a0271cbfb20',
  ),
  'codex-sandbox-read-only-outside': twoCalls(
    'Tried outside.',
    '01a20663-0968-71d0-bcbb-37e3c4b854c7',
  ),
  'codex-sandbox-workspace-write-inside': twoCalls(
    'File written.',
    '01a20663-0bb0-7962-aae2-1e26d8d90019',
  ),
  'codex-sandbox-ww-git': twoCalls('Tried outside.', '01a20663-2d84-7c12-b598-c7f92651bc70'),
  'codex-sandbox-ww-net': twoCalls('Tried outside.', '01a20663-286f-7950-82d4-265b99c5fa4b'),
  'codex-sandbox-ww-net-enabled': twoCalls(
    'Tried outside.',
    '01a20663-2aed-7a70-8deb-ca4af71f9989',
  ),
  'codex-schema': {
    ...completed('{"name":"Ada","age":36}', ONE_CALL, '01a20662-f600-7ef2-8003-f9c7bed77dd3'),
    structured: { name: 'Ada', age: 36 },
    input: { outputSchema: PERSON },
  },
  'codex-schema-ignored-by-model': {
    ...hello('01a20662-f819-76c0-82da-91e41dbe0575'),
    outcome: 'failed',
    kind: 'protocol',
    structured: null,
    input: { outputSchema: PERSON },
  },
  'codex-schema-nofile': NOT_STARTED,
  'codex-sess-1-first': hello('01a20667-69ef-7a62-9f5b-2bc4351dfc47'),
  'codex-sess-10-resume-c-sandbox': goneOn(twoCalls('File written.', FIRST)),
  // A copy of a session counts what the first one used.
  'codex-sess-12-fork': goneOn(hello('01a20667-888a-7dd3-a7a6-9ab342e9dea6')),
  // A new session, but no line says so.
  'codex-sess-13-resume-bad-word': goneOn(hello('01a20667-8af8-7120-9bd4-4303473aadec'), {
    resume: 'no-such-name',
  }),
  // Cumulative: 840 input tokens for this run and the one before. Without the session's file nobody knows its share.
  'codex-sess-2-resume-id': goneOn(hello(FIRST)),
  'codex-sess-3-resume-last': goneOn(hello(FIRST), { continueSession: true }),
  'codex-sess-4-resume-stdin': goneOn(hello(FIRST)),
  'codex-sess-5-resume-other-cwd': goneOn(hello(FIRST)),
  'codex-sess-6-resume-last-none': goneOn(hello('01a20667-783d-7083-b34a-53253f7a6c74'), {
    continueSession: true,
  }),
  'codex-sess-8-resume-sandbox-flag': NOT_STARTED,
  'codex-stdin-and-argv': hello('01a20663-5bbb-7422-bf7d-83b7392d311a'),
  'codex-stdin-dash': hello('01a20663-59ba-7490-9fbf-b19013047638'),
  'codex-stdin-empty': NOT_STARTED,
  'codex-stdin-only': hello('01a20663-57b1-7191-b953-18f6778b1fed'),
  // It waited for its input to end.
  'codex-stdin-pipe-open-noprompt': { ...killed(''), sessionId: null },
  'codex-think': completed(
    'Thought it over: 42.',
    ONE_CALL,
    '01a20662-ebd3-73e1-b33e-c1c93a49736e',
  ),
  'codex-tool-env-excl': twoCalls('The command finished.', '01a20673-eb1e-7191-8964-4e732daea74b'),
  'codex-tool-env-noexcl': twoCalls(
    'The command finished.',
    '01a20673-edba-79a2-9053-4d791014675f',
  ),
}
