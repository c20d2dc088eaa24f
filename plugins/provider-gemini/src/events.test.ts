import {
  type Collected,
  NOTHING_COLLECTED,
  type ProviderEvent,
  type RunExit,
  type RunRequest,
} from '@htmlgraph/core/provider'
import { createRequest, type RequestInput } from '@htmlgraph/testkit'
import { describe, expect, it } from 'vitest'
import { finishGemini } from './events.ts'
import { gemini } from './index.ts'
import type { GeminiOptions } from './options.ts'

const requestOf = (input: RequestInput): RunRequest<GeminiOptions> =>
  createRequest(gemini, input) as RunRequest<GeminiOptions>

async function parse(
  events: readonly object[],
  request: RequestInput = {},
): Promise<ProviderEvent[]> {
  async function* lines(): AsyncGenerator<string> {
    for (const event of events) yield JSON.stringify(event)
  }
  const parsed: ProviderEvent[] = []
  for await (const event of gemini.parse(lines(), requestOf(request))) parsed.push(event)
  return parsed
}

const init = (model: string): object => ({ type: 'init', session_id: 'abc', model })

/** A piece of the answer, so many milliseconds after the hour. */
const says = (content: string, atMs = 0): object => ({
  type: 'message',
  timestamp: new Date(Date.UTC(2026, 10, 23, 3) + atMs).toISOString(),
  role: 'assistant',
  content,
  delta: true,
})

const calls = (tool: string, parameters: object = {}): object => ({
  type: 'tool_use',
  tool_name: tool,
  tool_id: 'call_1',
  parameters,
})

const answers = (fields: object): object => ({ type: 'tool_result', tool_id: 'call_1', ...fields })

const row = (input: number, cached: number, output: number, thoughts: number): object => ({
  total_tokens: input + output + thoughts,
  input_tokens: input,
  output_tokens: output,
  cached,
  input: input - cached,
})

const ends = (models: object = {}, fields: object = {}): object => ({
  type: 'result',
  status: 'success',
  stats: { models },
  ...fields,
})

const failure = (message: string): object => ({ status: 'error', error: { message } })

const ofType = (events: readonly ProviderEvent[], type: ProviderEvent['type']): ProviderEvent[] =>
  events.filter((event) => event.type === type)

describe('a line of Gemini CLI', () => {
  it.for<[asked: string, model: string | null]>([
    ['gemini-3.8-flash', 'gemini-3.8-flash'],
    ['flash', null],
    ['auto', null],
    ['auto-gemini-3', null],
  ])('that begins the session with %s names the model %s', async ([asked, model]) => {
    expect(await parse([init(asked)])).toEqual([{ type: 'session', sessionId: 'abc', model }])
  })

  it('of the prompt is no event', async () => {
    expect(await parse([{ ...says('Say hello'), role: 'user' }])).toEqual([])
  })

  it('of an answer is a piece of it, which is told at once only when it is asked for', async () => {
    const pieces = [says('Half an '), says('answer')]
    expect(await parse(pieces)).toEqual([{ type: 'message', text: 'Half an answer' }])
    expect((await parse(pieces, { stream: true })).map(({ type }) => type)).toEqual([
      'text-delta',
      'text-delta',
      'message',
    ])
  })

  it('of an answer after a pause takes the place of one that broke off', async () => {
    const again = [says('Hello th'), says('Hello ', 1100), says('there', 1101), ends()]
    const [message] = await parse(again)
    expect(message).toEqual({ type: 'message', text: 'Hello there' })
  })

  it('of a tool ends the remark before it', async () => {
    const events = await parse([
      says('First I look.'),
      calls('read_file', { file_path: 'a.txt' }),
      answers({ status: 'success', output: 'alpha' }),
      says('Done.'),
    ])
    expect(events).toEqual([
      { type: 'message', text: 'First I look.' },
      {
        type: 'tool-start',
        toolId: 'call_1',
        tool: 'read_file',
        input: { file_path: 'a.txt' },
      },
      { type: 'tool-end', toolId: 'call_1', ok: true, output: 'alpha' },
      { type: 'message', text: 'Done.' },
    ])
  })

  it.for([
    ['write_file', 'unknown'],
    ['replace', 'updated'],
  ])('of %s that went well is a change of its file', async ([tool = '', change]) => {
    const done = [calls(tool, { file_path: 'a.txt' }), answers({ status: 'success' })]
    expect(ofType(await parse(done), 'file-change')).toEqual([
      { type: 'file-change', path: 'a.txt', change },
    ])
    const failed = [calls(tool, { file_path: 'a.txt' }), answers(failure('No such text.'))]
    expect(ofType(await parse(failed), 'file-change')).toEqual([])
  })

  it.for([
    { ...failure('Tool execution denied by policy.'), output: 'Tool execution denied by policy.' },
    { status: 'success', output: 'Blocked: command substitution' },
  ])('of a tool that was not allowed is a denial: %j', async (answer) => {
    const events = await parse([calls('run_shell_command'), answers(answer)])
    expect(events).toMatchObject([
      { type: 'tool-start' },
      { type: 'denied', tool: 'run_shell_command' },
      { type: 'tool-end', ok: false },
    ])
  })

  it('of the tool that names the topic is no work', async () => {
    expect(await parse([calls('update_topic'), answers({ status: 'success' })])).toEqual([])
  })

  it('that nobody knows is kept', async () => {
    const event = { type: 'progress', percent: 5 }
    expect(await parse([event])).toEqual([{ type: 'raw', line: JSON.stringify(event) }])
  })
})

describe('the result of Gemini CLI', () => {
  const answer = { 'gemini-3.8-flash': row(1000, 300, 20, 7) }

  it('counts thoughts, which are only in the total, as output', async () => {
    const [usage] = ofType(await parse([ends(answer)]), 'usage')
    expect(usage).toMatchObject({
      usage: [
        {
          model: 'gemini-3.8-flash',
          inputTokens: 700,
          cachedInputTokens: 300,
          outputTokens: 27,
          reasoningTokens: 7,
        },
      ],
    })
  })

  const router = { 'gemini-3.5-flash-lite': row(50, 0, 5, 0) }
  const helper = { 'gemini-3-flash-preview': row(900, 0, 90, 0) }

  it.for<[asked: string, models: object, model: string | null]>([
    ['auto', { ...router, ...answer }, 'gemini-3.8-flash'],
    ['auto-gemini-3', { ...router, ...answer, ...helper }, 'gemini-3.8-flash'],
    ['auto', router, 'gemini-3.5-flash-lite'],
    ['flash-lite', { ...router, ...helper }, 'gemini-3.5-flash-lite'],
    ['gemini-3.8-flash', { ...answer, ...helper }, 'gemini-3.8-flash'],
    [
      'gemini-3.8-flash',
      { 'gemini-3.8-flash': row(0, 0, 0, 0), ...helper },
      Object.keys(helper)[0] ?? null,
    ],
    ['auto', {}, null],
  ])('with %s asked for and %j counted names the model', async ([asked, models, model]) => {
    const sessions = ofType(await parse([init(asked), ends(models)]), 'session')
    expect(sessions.at(-1)).toEqual({ type: 'session', sessionId: null, model })
  })

  it('measures nothing where an answer broke off and nothing was counted', async () => {
    const zero = { 'gemini-3.8-flash': row(0, 0, 0, 0) }
    const failed = ends(zero, failure('[API Error: terminated]'))
    expect(ofType(await parse([says('Half'), failed]), 'usage')).toEqual([])
    expect(ofType(await parse([failed]), 'usage')).toHaveLength(1)
  })

  it.for([
    ['[API Error: terminated]', 'network'],
    ['[API Error: Something new]', 'agent-error'],
  ] as const)('that failed with %j is of the kind %s', async ([message, kind]) => {
    expect((await parse([ends(answer, failure(message))])).at(-1)).toEqual({
      type: 'end',
      response: null,
      failure: { kind, message },
    })
  })

  it('that gives no reason has the one of the error before it', async () => {
    const error = { type: 'error', severity: 'error', message: 'Model stream ended: safety.' }
    const { failure: told } = (await parse([error, ends(answer, { status: 'error' })])).at(-1) as {
      failure: object
    }
    expect(told).toMatchObject({ kind: 'agent-error', message: 'Model stream ended: safety.' })
  })

  it('that says the model said nothing is no failure: what was done counts', async () => {
    const error = {
      type: 'error',
      severity: 'error',
      message: 'The model returned an empty response with no text or thoughts.',
    }
    const events = await parse([error, ends(answer, { status: 'error' })])
    expect(ofType(events, 'warning')).toMatchObject([{ message: error.message }])
    expect(events.at(-1)).toEqual({ type: 'end', response: null, failure: null })
  })

  it('goes well with a warning', async () => {
    const message = 'Loop detected, stopping execution'
    const events = await parse([{ type: 'error', severity: 'warning', message }, ends(answer)])
    expect(events[0]).toEqual({ type: 'warning', message })
    expect(events.at(-1)).toMatchObject({ type: 'end', failure: null })
  })
})

const exit = (changes: Partial<RunExit> = {}): RunExit => ({
  exitCode: 0,
  signal: null,
  stderrTail: '',
  ...changes,
})

function finish(
  ended: Partial<RunExit>,
  collected: Partial<Collected> = {},
  request: RequestInput = {},
): ReturnType<typeof finishGemini> {
  return finishGemini(exit(ended), { ...NOTHING_COLLECTED, ...collected }, requestOf(request))
}

describe('the end of Gemini CLI', () => {
  it.for<[Partial<RunExit>, string]>([
    [
      { exitCode: 55, stderrTail: 'Gemini CLI is not running in a trusted directory.' },
      'permission',
    ],
    [{ exitCode: 41, stderrTail: 'Please set an Auth method in your settings' }, 'auth'],
    [{ exitCode: 1, stderrTail: 'Unknown argument: nope' }, 'agent-error'],
    [{ exitCode: null, signal: 'SIGKILL' }, 'crashed'],
    [{ exitCode: 143, stderrTail: "[STARTUP] Phase 'x' was started" }, 'crashed'],
  ])(
    'without a result is told by what it printed, and how it exited: %j is %s',
    ([ended, kind]) => {
      expect(finish(ended).failure).toMatchObject({ kind })
    },
  )

  it('gives the reason without the noise around it, or else the exit code', () => {
    const noise = "[STARTUP] Phase 'x' was started\n"
    const stderrTail = `${noise}The reason.\n    at main (file:///gemini.js:1:1)\n`
    expect(finish({ exitCode: 1, stderrTail }).failure?.message).toBe('The reason.')
    expect(finish({ exitCode: 1, stderrTail: noise }).failure?.message).toBe('exit code 1')
  })

  it('without a result and with exit code 0 is left to core, which takes it for no success', () => {
    expect(finish({}).failure).toBeUndefined()
  })

  it('after a failure has the status of the API in its exit code', () => {
    const message = '[API Error: Somebody is busy]'
    const end = { type: 'end', response: null, failure: { kind: 'agent-error', message } } as const
    expect(finish({ exitCode: 503 % 256 }, { end }).failure).toEqual({
      kind: 'overloaded',
      message,
    })
    expect(finish({ exitCode: 1 }, { end }).failure).toEqual(end.failure)
  })

  it('says when there was no session to go on with', () => {
    const ended = { stderrTail: 'No previous sessions found for this project.\n' }
    const warnings = ['continueSession found no session: this is a new one.']
    const latest = { options: { continueSession: true } }
    const end = { type: 'end', response: null, failure: null } as const
    expect(finish(ended, { end }, latest).warnings).toEqual(warnings)
    expect(finish(ended, { end }).warnings).toEqual([])
    const [first, ...rest] = finish({ ...ended, exitCode: 3 }, { end }, latest).warnings ?? []
    expect([first, rest]).toEqual([expect.stringContaining('exit code 3'), warnings])
  })

  const session = (...contents: string[]): ReadonlyMap<string, string> => {
    const lines = contents.map((content) => JSON.stringify({ type: 'gemini', content }))
    return new Map([['session', ['{"type":"user","content":"Hi"}', ...lines, ''].join('\n')]])
  }

  it('takes from the session which of the attempts at an answer counts', () => {
    const text = 'The answer is The answer is 42.'
    const files = session('First I look.', 'The answer is 42.')
    expect(finish({}, { text, files }).response).toBe('The answer is 42.')
  })

  it.for([
    ['when it says the same', session('The answer is 42.')],
    ['when it says something else', session('Another answer.')],
    ['when it says nothing', session('')],
    ['when it cannot be read', new Map([['session', '{"type":"gemini","content":']])],
    ['when it is not there', new Map<string, string>()],
  ] as const)('leaves the answer as it was printed %s', ([, files]) => {
    expect(finish({}, { text: 'The answer is 42.\n', files }).response).toBeUndefined()
  })
})
