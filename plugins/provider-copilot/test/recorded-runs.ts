import type { RecordingExpectation } from '@htmlgraph/testkit'

const SONNET = 'claude-sonnet-4.6'

function completed(response: string, sessionId: string): RecordingExpectation {
  // Tokens are in a file that a replay does not write.
  const unmeasured = { tokensUsed: null, cost: null }
  return { outcome: 'completed', response, ...unmeasured, denials: [], model: 'gpt-5.4', sessionId }
}

function hello(sessionId: string): RecordingExpectation {
  return completed('Hello from the mock model.', sessionId)
}

function ranCommand(sessionId: string): RecordingExpectation {
  return completed('Finished: ran the command.', sessionId)
}

/** The agent says that it is done, and was allowed nothing. */
function denied(tool: string, sessionId: string): RecordingExpectation {
  const response = `Finished: ${tool === 'create' ? 'wrote the file' : 'ran the command'}.`
  const run = completed(response, sessionId)
  return { ...run, outcome: 'denied', kind: 'permission', denials: [tool] }
}

function failed(kind: RecordingExpectation['kind'], sessionId: string): RecordingExpectation {
  return { ...completed('', sessionId), outcome: 'failed', kind }
}

/** Killed before its last line, the only one that names the session. */
const killed: RecordingExpectation = { ...failed('crashed', ''), sessionId: null }

/** Ended with a sentence on stderr and no line on stdout. */
function refusedToStart(kind: RecordingExpectation['kind']): RecordingExpectation {
  return { ...failed(kind, ''), model: null, sessionId: null }
}

/**
 * Written by reading the recordings. None has a file with usage beside it, so none was measured; the two that had no
 * `--output-format` of their own are mistakes in the arguments. `copilot-hangmid-sigterm-loader` never ended
 * and is replayed apart.
 */
export const RECORDED_RUNS: Readonly<Record<string, RecordingExpectation>> = {
  'copilot-C-missing': refusedToStart('agent-error'),
  'copilot-addir-missing': refusedToStart('agent-error'),
  'copilot-agent-file': hello('f121b6b2-db10-469f-876d-f06e66c93b2e'),
  'copilot-agent-missing': refusedToStart('agent-error'),
  'copilot-agentsmd-off': hello('88a35f56-11ca-4dbc-9877-30c190bb4666'),
  'copilot-ansi': completed(
    'red \u001b[31mtext\u001b[0m and bell \u0007 done',
    '518b628c-98d9-4f5a-934e-956a0d560ce2',
  ),
  'copilot-bad-choice': refusedToStart('agent-error'),
  'copilot-bad-flag': refusedToStart('agent-error'),
  'copilot-custom-instr-env': hello('b202f6e6-e2f4-4a6b-8a07-41f54198998f'),
  'copilot-dash-prompt-help': refusedToStart('agent-error'),
  'copilot-dash-prompt-sep': refusedToStart('agent-error'),
  // Exit code 1 and an error that says nothing came back.
  'copilot-empty': {
    ...failed('agent-error', '87c56f69-047a-4e0f-84ca-34474dab5c37'),
    outcome: 'empty',
  },
  'copilot-err400-json': failed('agent-error', '452f3811-860c-4801-8974-673c7a8665db'),
  'copilot-err404-json': failed('model-unavailable', '2b59942f-95ef-4b85-87df-d081c13dd9ee'),
  'copilot-err429-json': failed('rate-limit', '604af411-fd8b-46f2-b755-c703ebcc13f7'),
  // Retry-After was an hour: it gave up at once, and its words do not say why.
  'copilot-err429long-json': failed('rate-limit', '2f750665-b355-4f63-82a8-103fdbc575ec'),
  'copilot-err500-json': failed('overloaded', 'be47fbd0-3910-4811-827b-395c838e3b72'),
  'copilot-err503-json': failed('overloaded', 'f033ad1e-a820-4d8f-916a-1ca20d5e4256'),
  // It tried again by itself.
  'copilot-err503x2-then-ok': hello('5126d17e-3010-4886-8ed9-56515ab754c1'),
  // The launcher died, so nobody heard of the session.
  'copilot-hang-sigint-loader': killed,
  'copilot-hang-sigkill-loader': killed,
  'copilot-hang-sigkill-native': killed,
  'copilot-hang-sigterm-loader': killed,
  // Exit code 0 and a result without an error, after `abort`.
  'copilot-hang-sigterm-native': failed('crashed', '106888ec-6f59-4e35-93e1-59509f28b4a2'),
  'copilot-json': hello('2d082db7-fcb0-408b-b5b6-f8bfbcbd1468'),
  'copilot-json-native-binary': hello('ffb3e0be-cc80-4902-a8e1-ff078ad618ef'),
  'copilot-json-silent': hello('7a0afbd2-d58c-446e-9244-39626ab8829d'),
  'copilot-json-stream-off': hello('c6c178a1-c25f-4216-a0d0-381b0536de5e'),
  'copilot-json-usage-file': ranCommand('e52697df-7915-4e36-adae-eeb3488380d2'),
  'copilot-max-ai-credits-1': refusedToStart('agent-error'),
  // The answer was cut and asked for again, twice; one message came of it.
  'copilot-maxtok': completed('This is cut', '7d5397e4-4f36-4c7c-8bdd-2ce4d764cbe7'),
  // A server that dies is no failure of the run.
  'copilot-mcp-additional': hello('cbeb815e-3f0e-44b5-b41e-7f08cb85e4dd'),
  // The provider took the name; nobody else checked it.
  'copilot-model-bogus': {
    ...hello('fe1fb1fd-a926-4686-bdf5-560d633e7d80'),
    model: 'no-such-model',
  },
  'copilot-model-flag': { ...hello('e1023ebd-1934-4208-80fc-353bf3d1a96f'), model: SONNET },
  'copilot-no-prompt-devnull': refusedToStart('agent-error'),
  'copilot-noauth-json': refusedToStart('auth'),
  // A mistake of the configuration: no login would help.
  'copilot-noauth-offline': refusedToStart('agent-error'),
  'copilot-par-diffcwd-0': hello('d6882a12-ee91-46d9-bc33-f09ce5f73c25'),
  'copilot-par-diffcwd-1': hello('e6d4f941-fec7-4d4f-8306-9bc0036748ce'),
  'copilot-par-diffcwd-2': hello('150987d6-60ae-4454-bbf4-6b86908d4e5b'),
  'copilot-par-diffcwd-5': hello('9b32754d-793e-434e-ae8e-c8597dcaa583'),
  'copilot-par-samecwd-0': hello('c1b21dc9-e5a7-409a-8be0-36df150bc1c9'),
  'copilot-par-samecwd-1': hello('b72bc3ca-fa3f-4939-9759-e1186e60a1f5'),
  'copilot-par-samecwd-3': hello('72b3e614-9470-44f7-aceb-1fa250a3a2f8'),
  'copilot-positional': refusedToStart('agent-error'),
  'copilot-prompt-at': hello('e0bad5ad-ead6-49fd-969b-f42782bf950f'),
  // `/help` reached the model as it is.
  'copilot-prompt-slash': hello('08b1ed84-2b76-47c4-9b79-dd0956b8fed1'),
  'copilot-provider-anthropic': {
    ...ranCommand('93bc1dd3-7920-4098-a2e8-701061b9d2e3'),
    model: SONNET,
  },
  'copilot-reasoning-effort': hello('9d5ca530-768c-4083-a748-3e42a972e1ff'),
  // No status: nobody answered.
  'copilot-refused-json': failed('network', 'c78d0286-8cab-4bac-a5b9-77cde63fb9c6'),
  // The answer is a sentence of Copilot's own; the model gave none.
  'copilot-safety': failed('agent-error', '37901e89-893e-487e-a155-5deb5f789fd5'),
  'copilot-session-1-new-id': hello('aaaaaaaa-bbbb-4ccc-8ddd-795404800281'),
  'copilot-session-3-continue': hello('aaaaaaaa-bbbb-4ccc-8ddd-795404800281'),
  'copilot-session-4-resume-missing': refusedToStart('agent-error'),
  // The answer counts for the session that was resumed.
  'copilot-session-5-resume-othercwd': hello('aaaaaaaa-bbbb-4ccc-8ddd-795404800281'),
  'copilot-session-6-continue-none': hello('c93e2464-6e19-4d3d-a4eb-4a0c9dd33251'),
  'copilot-session-7-badid': refusedToStart('agent-error'),
  'copilot-stdin-only': hello('1deca1c4-f7f5-4f04-9475-1afd6f393ba0'),
  'copilot-stdin-plus-p': hello('134c0126-c316-4a92-a407-0b5222d23b72'),
  'copilot-think-json': hello('35db85c6-cfad-42f8-9114-740eea1b50fe'),
  'copilot-tool-shell-allowall': ranCommand('23f8a64e-0c75-421a-b385-079ec8096744'),
  'copilot-tool-shell-allowtool-variadic-trap': ranCommand('10af6ffb-05aa-4e2d-b7f9-461ab9c23a4f'),
  // It was told to go on five times, and answered the same each time.
  'copilot-tool-shell-autopilot': ranCommand('2d089ee9-057d-434f-8363-1f2f8d71b993'),
  'copilot-tool-shell-mode-plan-noallow': denied('bash', 'b52082ed-2bdb-4a50-a686-bcbb924bfb04'),
  'copilot-tool-shell-noflags': ranCommand('691501e8-2ea6-4de7-b18a-21a7cc012bb5'),
  'copilot-tool-shell-touch-noflags': denied('bash', '0354b975-db76-49c2-90a6-ebb84354a6b4'),
  // A tool that does not exist is not a denied one.
  'copilot-tool-unknown': completed(
    'Finished after bad tool.',
    '44d5afd2-6846-4b80-bd53-0051e1c9910e',
  ),
  'copilot-tool-write-allowtool': {
    ...completed('Finished: wrote the file.', '6245d837-0bd0-4cac-842d-e772c5b9f22e'),
    model: SONNET,
  },
  'copilot-tool-write-noflags': {
    ...denied('create', '5d3df082-0a10-4e11-a3c4-f35cc565d156'),
    model: SONNET,
  },
  'copilot-tool-write-outside': {
    ...denied('create', 'd396c5dd-8a4e-43bb-bdae-3e40ce544a58'),
    model: SONNET,
  },
  // The model asked for a tool that does not exist, and says that it wrote.
  'copilot-tool-write-outside-addir': completed(
    'Finished: wrote the file.',
    '6c0aba33-0bbe-4378-9426-d5d4b43a38a7',
  ),
  'copilot-tool-write-outside-allowall': {
    ...completed('Finished: wrote the file.', '1ac111bb-9241-4e2f-8de9-6c7ad99ddbe2'),
    model: SONNET,
  },
  'copilot-toolsleep-sigkill-loader': killed,
  'copilot-toolsleep-sigkill-native': killed,
  'copilot-wire-responses': ranCommand('8bceab06-f52e-4d16-bad7-9df988c05064'),
}
