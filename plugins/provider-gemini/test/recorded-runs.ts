import type { Outcome, RunErrorKind } from '@htmlgraph/core/provider'

/** Tokens of one model: uncached input, cached input, output with thoughts, thoughts. */
export type Row = readonly [
  model: string,
  input: number,
  cached: number,
  output: number,
  reasoning: number,
]

/** What a recorded run has to come out as. */
export interface ExpectedRun {
  readonly outcome: Outcome
  /** `null` for a success. */
  readonly kind: RunErrorKind | null
  readonly response: string
  readonly tokensUsed: number | null
  readonly usage: readonly Row[]
  /** The tools that were denied, in order. */
  readonly denials: readonly string[]
  readonly model: string | null
  readonly sessionId: string | null
}

const FLASH = 'gemini-3.8-flash'
const PRO = 'gemini-3.1-pro-preview'
const LITE = 'gemini-3.5-flash-lite'
const HELLO = 'Hello from the mock model.'

/** Each call of the model: 1000 input, 300 of it cached, 20 candidates and 7 thoughts. */
const calls = (model: string, count = 1): Row => [
  model,
  700 * count,
  300 * count,
  27 * count,
  7 * count,
]
/** The router that is asked first when nobody names a model: 50 input, 5 output. */
const ROUTER: Row = [LITE, 50, 0, 5, 0]
const zero = (model: string): Row => [model, 0, 0, 0, 0]

function completed(response: string, sessionId: string, usage: readonly Row[]): ExpectedRun {
  return {
    outcome: 'completed',
    kind: null,
    response,
    tokensUsed: usage.reduce((sum, [, input, cached, output]) => sum + input + cached + output, 0),
    usage,
    denials: [],
    model: usage.at(-1)?.[0] ?? null,
    sessionId,
  }
}

/** One answer of the model that was named. */
const hello = (sessionId: string, model = FLASH): ExpectedRun =>
  completed(HELLO, sessionId, [calls(model)])

/** One answer of the model that the router chose. */
const routed = (sessionId: string, response = HELLO): ExpectedRun =>
  completed(response, sessionId, [ROUTER, calls(FLASH)])

/** A call that asks for a tool, and one that answers. */
const worked = (sessionId: string, response = 'Finished: ran the command.'): ExpectedRun =>
  completed(response, sessionId, [ROUTER, calls(FLASH, 2)])

/** The agent says that it is done, and was allowed nothing. */
const denied = (run: ExpectedRun, tool: string): ExpectedRun => ({
  ...run,
  outcome: 'denied',
  kind: 'permission',
  denials: [tool],
})

/** The API answered with an error, and counted nothing. */
const failed = (kind: RunErrorKind, sessionId: string, usage: readonly Row[]): ExpectedRun => ({
  ...completed('', sessionId, usage),
  outcome: 'failed',
  kind,
})
const unrouted = (kind: RunErrorKind, sessionId: string): ExpectedRun =>
  failed(kind, sessionId, [zero(LITE), zero(PRO)])
const refused = (kind: RunErrorKind, sessionId: string, model = FLASH): ExpectedRun =>
  failed(kind, sessionId, [zero(model)])

/** No `result` line, so nothing was measured; and with `auto` no model was named. */
const ended = (kind: RunErrorKind, sessionId: string | null): ExpectedRun => ({
  ...completed('', '', []),
  outcome: 'failed',
  kind,
  tokensUsed: null,
  sessionId,
})

/** Written by reading the recordings. */
export const RECORDED_RUNS: Readonly<Record<string, ExpectedRun>> = {
  // The recorder cut 5 MB out of the one line with the answer; what is left of it is no JSON.
  'gemini-big-sj': {
    ...routed('b2d6a72b-c1e2-4cf9-adc2-ab124a2d8560', ''),
    outcome: 'empty',
    kind: 'agent-error',
  },
  // The reader stalled: Gemini CLI exited with 0 and the rest of its output was lost.
  'gemini-bigone-sj': {
    ...ended('protocol', 'd5420d9a-9e55-4ace-8dd5-f3e39f990db8'),
    model: FLASH,
  },
  'gemini-cutmid-attempts1-sj': refused('network', 'a0c49ca1-032b-48a3-8f82-55d0fd86481c'),
  // "API key not valid", with status 400.
  'gemini-err400-sj': unrouted('auth', '28b4dae3-0ba8-46bd-b075-d7e70a07cda0'),
  'gemini-err401-sj': unrouted('auth', '9fffdedb-5370-4c9e-8bb1-26ee7b13970b'),
  'gemini-err404-retired-model-sj': refused(
    'model-unavailable',
    '9a05951a-a5f9-4b7a-949a-f783ea4244e2',
    'gemini-1.5-pro',
  ),
  'gemini-err404-sj': unrouted('model-unavailable', 'c72cef5d-aef5-404d-a583-009030f00500'),
  // "Resource has been exhausted", and at the end the words "/auth method".
  'gemini-err429-attempts1-sj': refused('rate-limit', '94e45316-31c2-4026-a810-66f2f905eaad'),
  'gemini-err500-attempts1-sj': refused('overloaded', 'c318c28b-acbb-4b36-a465-cdc7ec258cb1'),
  'gemini-err503-attempts1-sj': refused('overloaded', '6c88d8a4-540c-4458-bd61-228a5199b14d'),
  'gemini-err503-default-sj': refused('overloaded', '584ddf1c-22f1-459f-bdb0-525b6f686854'),
  // Two attempts failed and the third did not; the failed ones cost nothing.
  'gemini-err503x2-then-ok-sj': hello('577d5eaf-7af5-4557-af1b-37dd640afe3c'),
  // SIGTERM: exit code 0, and nothing else tells.
  'gemini-hang-norelaunch-sigterm-sj': ended('protocol', '98fa835e-9732-4ce3-96c2-9fad6a112230'),
  'gemini-hang-sigkill-parent-sj': ended('crashed', 'd09bfcf8-a499-4c3b-885e-d977afac000f'),
  'gemini-hang-sigterm-sj': ended('crashed', '920c9b2d-c72a-4533-9fdc-14f7717690b5'),
  'gemini-hangmid-norelaunch-sigterm-sj': {
    ...ended('protocol', '1d4ae14b-189a-4ee8-af51-adf977f101e5'),
    response: HELLO,
  },
  // A web page with status 200: "Incomplete JSON segment".
  'gemini-html-sj': unrouted('protocol', '5f0e4dd0-3f45-413f-bd01-216b3d92ae12'),
  'gemini-ignore-scripts-omit-optional-shell': completed(
    'Finished: ran the command.',
    'ac95fc1e-4ba9-4fb0-89a8-88433cf5a67c',
    [calls(FLASH, 2)],
  ),
  'gemini-ignore-scripts-omit-optional-text': hello('e5326b00-aa4d-4ce4-8d93-2dc5c76ef90c'),
  'gemini-malformed-sj': unrouted('protocol', '1e96c54e-aaee-43c9-b7fc-632f2efbbd2b'),
  // The model reached its most tokens; no line says so.
  'gemini-maxtok-sj': routed('853f289d-c176-45cb-bb49-b71c9937e7d4', 'This is cut'),
  'gemini-mcp-dead-sj': routed('887d61e4-dc2b-464c-84d5-85be691f00fa'),
  'gemini-model-2.5-flash-sj': hello('87aa8b79-94d3-4e3b-9741-586dec8f3c02', 'gemini-2.5-flash'),
  'gemini-model-alias-flash-lite-sj': hello('bce00954-2ceb-4cf1-95fb-eb839ca17ec9', LITE),
  'gemini-model-alias-flash-sj': hello('6e1cfd7a-2396-4d37-b553-6c7ff81f00a4'),
  'gemini-model-alias-pro-sj': hello('b6fe233c-5214-437c-83ad-918cc3f139b9', PRO),
  'gemini-model-bogus-accepted-sj': hello(
    '1d6806a2-ef5a-4040-8b39-bdbc43523f41',
    'no-such-model-x',
  ),
  'gemini-model-env-sj': hello('ad9380ee-f2d8-45c4-93d5-06db9c62785b', 'gemini-2.5-pro'),
  'gemini-modelmap-auto': routed('946f23bd-2cbd-4351-9cae-9b8304e89837'),
  'gemini-modelmap-auto-gemini-2.5': routed('68e183aa-397d-496b-8e20-7793c1088700'),
  'gemini-modelmap-auto-gemini-3': routed('816b19ad-942d-426e-90d7-550c4615a173'),
  'gemini-modelmap-flash': hello('5e2d8313-5cf3-4e98-bdf5-1f0282702d44'),
  'gemini-modelmap-flash-lite': hello('4958323b-8792-47fe-8e71-a62fc37fcab2', LITE),
  'gemini-modelmap-gemini-1.5-flash': hello(
    'eb1e825c-d313-48f8-8977-479f765d3807',
    'gemini-1.5-flash',
  ),
  'gemini-modelmap-gemini-1.5-pro': hello('a121a8ed-ef81-4b07-9f8f-dd7faabf211c', 'gemini-1.5-pro'),
  'gemini-modelmap-gemini-2.0-flash': hello(
    'c745f478-1242-4ebc-a117-c0aa2da22071',
    'gemini-2.0-flash',
  ),
  'gemini-modelmap-gemini-2.5-flash-lite': hello(
    '55af239a-dbb7-4bd1-aea7-97919930c8ce',
    'gemini-2.5-flash-lite',
  ),
  'gemini-modelmap-gemini-3-flash-preview': hello(
    '5baf024c-e41e-4bdf-86da-c21bd742cb19',
    'gemini-3-flash-preview',
  ),
  // A sentence on standard error and no line on standard output.
  'gemini-no-auth-at-all-sj': ended('auth', null),
  'gemini-policy-allow-echo': completed(
    'Finished: ran the command.',
    'a76a55d5-48ab-4bf4-b265-3bb662c470fe',
    [calls(FLASH, 2)],
  ),
  'gemini-policy-touch-denied': denied(
    completed('Finished: ran the command.', '1847f72a-ed59-49e6-aa28-54cb928aa6d4', [
      calls(FLASH, 2),
    ]),
    'run_shell_command',
  ),
  'gemini-refused-default-sj': refused('network', '2037be4a-31d3-4559-b628-ca717940cc2a'),
  'gemini-session-1-new-id': routed('aaaaaaaa-bbbb-4ccc-8ddd-795404662314'),
  'gemini-stream-json': routed('544760d5-72aa-47eb-ad3e-4d2e28fab255'),
  'gemini-temperature-settings-sj': hello('f6d3cb3f-5c52-4dfc-9462-e166d75f1587'),
  // What was said before the tool is a remark, not the answer.
  'gemini-textshell-sj': worked('061b9972-df60-4e6e-8805-762d66f8bc0e', 'Finished.'),
  'gemini-think-stream-json': routed('a1ae5eaa-4043-4f7a-8e77-33c4659a1ce6'),
  'gemini-tool-shell-allowedtools-sj': worked('9e31fb2d-067a-46cd-92eb-c6641d738a7e'),
  // The model asked for a tool of a made-up name, which no permission would have given it.
  'gemini-tool-shell-auto_edit-sj': worked('cba8ce1b-cfe1-439e-8f71-c3cff98d8154'),
  'gemini-tool-shell-default-sj': worked('d6a65741-0adc-4be1-8e1b-34e501fb9b3e'),
  'gemini-tool-shell-plan-sj': completed(
    'Finished: ran the command.',
    '89c0ad6e-4aa7-4e1c-9c20-ecd4cad7572a',
    [calls(`${PRO}-customtools`, 2)],
  ),
  'gemini-tool-shell-yolo-sj': worked('360363fd-8188-47cc-8d2d-1e1882a15a8e'),
  'gemini-tool-sleep-sigterm-sj': ended('crashed', '872e821f-d584-47c7-928b-e65f1ae0d264'),
  'gemini-tool-unknown-sj': worked(
    '2d7391e7-6b2d-4c1b-87e3-8deb1baa906c',
    'Finished after bad tool.',
  ),
  'gemini-tool-write-auto_edit-sj': worked(
    'e8d55f52-65bc-4594-9440-4800fbb6cdf5',
    'Finished: wrote the file.',
  ),
  'gemini-tool-write-default-sj': worked(
    'acb9c04c-2de1-4835-87e5-fbd2f2ec400b',
    'Finished: wrote the file.',
  ),
  'gemini-tool-write-plan-sj': denied(
    completed('Finished: wrote the file.', '2a8577cd-2c37-46eb-9548-378de858625e', [
      calls(`${PRO}-customtools`, 2),
    ]),
    'write_file',
  ),
  'gemini-tool-write-yolo-sj': worked(
    'c8b3ee6f-7b3b-4037-9681-b9b3a973687b',
    'Finished: wrote the file.',
  ),
  'gemini-toolsleep-norelaunch-sigint-sj': ended(
    'protocol',
    '7b26948f-6436-4a2d-9e97-4e5e1e27c08c',
  ),
  'gemini-toolsleep-norelaunch-sigterm-sj': ended(
    'protocol',
    'cc949704-b3f0-4140-a4f6-0c3c7323649d',
  ),
  'gemini-unicode-sj': routed(
    '0d2ca939-9242-41f4-9fc4-5091e7d19963',
    'café 😀 \u2028 line-sep \u0000 nul',
  ),
  'gemini-untrusted-sj': ended('permission', null),
  'gemini-vertex-nosettings-sj': hello('d4658e0c-edb8-439d-a380-51033e4a620e', 'gemini-2.5-flash'),
  'gemini-workspace-settings-sj': hello('ca420efb-64bd-4831-8e40-cfee448ef524', 'gemini-2.5-flash'),
}
