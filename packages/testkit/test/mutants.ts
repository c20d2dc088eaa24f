import type { ExecutableSpec, Provider, ProviderEvent } from '@htmlgraph/core/provider'
import { z } from '@htmlgraph/core/provider'
import { acme } from './acme-provider/src/index.ts'

type Lines = AsyncIterable<string>
type Events = AsyncGenerator<ProviderEvent>

const executable = (over: Partial<ExecutableSpec>): Partial<Provider> => ({
  executable: { ...acme.executable, ...over },
})
const parse = (reader: (lines: Lines) => Events): Partial<Provider> => ({ parse: reader })
const original = (lines: Lines): AsyncIterable<ProviderEvent> =>
  acme.parse(lines, undefined as never)

const commandsMade: number[] = []
let textsSeen = 0

/** What a careless author might write, by the case that has to notice it. */
export const MUTANTS: readonly (readonly [name: string, what: string, over: Partial<Provider>])[] =
  [
    ['executable-described', 'a path as command', executable({ command: '/usr/bin/acme' })],
    ['executable-described', 'no line that installs it', executable({ install: '' })],
    ['executable-described', 'no tested version', executable({ testedVersions: [] })],
    ['environment-named', 'a pattern', { environment: ['ACME_*'] }],
    ['environment-named', 'a name twice', { environment: ['ACME_API_KEY', 'ACME_API_KEY'] }],
    ['models-distinct', 'one alias for two models', { models: twoModels({ aliases: ['best'] }) }],
    ['models-distinct', 'a successor that is none', { models: twoModels({ successor: 'acme-9' }) }],
    ['capabilities-complete', 'a capability left out', { capabilities: {} as never }],
    ['option-value', 'an option of any value', { options: z.object({ tone: z.any() }) }],
    ['command-pure', 'a counter', { command: () => ({ args: [`${commandsMade.push(1)}`] }) }],
    [
      'command-pure',
      'a changed request',
      { command: (request) => Object.assign(request, { args: [] }) },
    ],
    ['command-shape', 'a NUL', { command: () => ({ args: ['a\0b'] }) }],
    ['command-shape', 'a file elsewhere', { command: withFile('/etc/acme.json') }],
    ['prompt-no-flag', 'a bare argument', { command: ({ prompt }) => ({ args: ['-p', prompt] }) }],
    [
      'prompt-no-flag',
      'input and argument',
      { command: ({ prompt }) => ({ args: [prompt], stdin: prompt }) },
    ],
    ['prompt-no-flag', 'no prompt at all', { command: () => ({ args: ['--'] }) }],
    ['prompt-long', 'an argument', { command: ({ prompt }) => ({ args: ['--', prompt] }) }],
    [
      'prompt-verbatim',
      'trimmed',
      { command: ({ prompt }) => ({ args: [], stdin: prompt.trim() }) },
    ],
    [
      'access-distinct',
      'one command for all',
      { command: ({ prompt }) => ({ args: [], stdin: prompt }) },
    ],
    ['access-default', 'more by default', { access: () => 'workspace-write' }],
    [
      'parse-total',
      'no try',
      parse(async function* (lines) {
        for await (const line of lines) yield { type: 'message', text: JSON.parse(line).text }
      }),
    ],
    [
      'parse-total',
      'an event of its own',
      parse(async function* (lines) {
        for await (const line of lines) yield { type: 'oops', line } as never
      }),
    ],
    [
      'parse-raw',
      'unknown lines dropped',
      parse(async function* (lines) {
        for await (const event of original(lines)) if (event.type !== 'raw') yield event
      }),
    ],
    ['parse-timing', 'lines of one turn joined', parse(joinLinesOfOneTurn)],
    [
      'parse-alone',
      'a memory',
      parse(async function* (lines) {
        for await (const event of original(lines)) {
          if (event.type === 'message') textsSeen += 1
          yield event.type === 'message' ? { ...event, text: `${textsSeen}` } : event
        }
      }),
    ],
    [
      'finish-total',
      'a throw',
      { finish: (exit) => ({ warnings: [exit.signal?.toString() ?? fail()] }) },
    ],
    [
      'no-end-no-success',
      'an end of its own making',
      parse(async function* (lines) {
        yield* original(lines)
        yield { type: 'end', response: 'All done!', failure: null }
      }),
    ],
    [
      'session-no-flag',
      'an argument of its own',
      {
        capabilities: { ...acme.capabilities, resume: true },
        command: ({ resume }) => ({ args: ['--resume', `${resume}`] }),
      },
    ],
    ['output-noise', 'every line kept', parse(keepAll)],
    ['output-events', 'every line kept', parse(keepAll)],
    ['output-bytes', 'letters alone', parse(readLettersAlone)],
    ['rate-limit', 'a failure that is final', parse(failForGood)],
    ['rate-limit', 'work that has begun', parse(startWork)],
    ['network-cut', 'a failure that is final', parse(failForGood)],
    ['login-prompt', 'a prompt that nobody reads', { finish: () => ({}) }],
    [
      'timeout-keeps-text',
      'texts held back',
      parse(async function* (lines) {
        const held: ProviderEvent[] = []
        for await (const event of original(lines)) {
          if (event.type === 'message') held.push(event)
          else if (event.type === 'end') yield* [...held, event]
          else yield event
        }
      }),
    ],
  ]

function twoModels(over: Partial<Provider['models'][number]>): Provider['models'] {
  const model = { class: 'fast', contextWindow: null, status: 'active', ...over } as const
  return [
    { id: 'acme-2', ...model },
    { id: 'acme-3', ...model },
  ]
}

function withFile(path: string): Provider['command'] {
  return () => ({ args: [], files: [{ path, content: '' }] })
}

function fail(): never {
  throw new Error('no signal')
}

async function* joinLinesOfOneTurn(lines: Lines): Events {
  let text = ''
  let isTurnOver = false
  for await (const line of lines) {
    if (isTurnOver) yield { type: 'message', text }
    text = isTurnOver ? line : text + line
    isTurnOver = false
    setImmediate(() => {
      isTurnOver = true
    })
  }
  yield { type: 'message', text }
}

async function* keepAll(lines: Lines): Events {
  const kept: string[] = []
  for await (const event of original(tee(lines, kept))) yield event
  yield { type: 'warning', message: `${kept.length} lines` }
}

async function* tee(lines: Lines, kept: string[]): Lines {
  for await (const line of lines) {
    kept.push(`${line} `)
    yield line
  }
}

async function* readLettersAlone(lines: Lines): Events {
  for await (const event of original(lines)) {
    yield event.type === 'message'
      ? { ...event, text: event.text.replaceAll(/[^\w .]/g, '?') }
      : event
  }
}

async function* failForGood(lines: Lines): Events {
  for await (const event of original(lines)) {
    const failure = event.type === 'end' && event.failure
    yield failure ? { ...event, failure: { ...failure, retryable: false } } : event
  }
}

async function* startWork(lines: Lines): Events {
  yield { type: 'tool-start', toolId: '1', tool: 'write', input: null }
  yield* original(lines)
}
