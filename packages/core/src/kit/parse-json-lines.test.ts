import { expect, it } from 'vitest'
import type { ProviderEvent, RunRequest } from '../contract/index.ts'
import { eventOf } from './event-of.ts'
import { parseJsonLines } from './parse-json-lines.ts'
import { readObject, readPath } from './read-json.ts'

const parse = parseJsonLines({
  createState: () => ({ text: '' }),
  readers: {
    piece: ({ text }, state) => {
      state.text += String(text)
      return []
    },
    other: () => null,
  },
  *end({ text }) {
    if (text !== '') yield { type: 'message', text }
  },
})

async function eventsOf(read: typeof parse, ...lines: string[]): Promise<ProviderEvent[]> {
  const stream = async function* () {
    yield* lines
  }
  const found: ProviderEvent[] = []
  for await (const event of read(stream(), { prompt: 'Go.' } as RunRequest)) found.push(event)
  return found
}

const events = (...lines: string[]): Promise<ProviderEvent[]> => eventsOf(parse, ...lines)

it('says when no more lines come what there was still to say', async () => {
  const lines = ['{"type":"piece","text":"Half an "}', '{"type":"piece","text":"answer"}']
  expect(await events(...lines)).toEqual([{ type: 'message', text: 'Half an answer' }])
  expect(await events()).toEqual([])
})

it('hands on what no reader knows, and skips empty lines', async () => {
  const lines = ['no JSON', '', '{"type":"toString"}', '{"type":"other"}', '[1]']
  const raw = lines.filter(Boolean).map((line) => ({ type: 'raw', line }))
  expect(await events(...lines)).toEqual(raw)
})

it('gives readers what the data field holds, and the event itself where it has none', async () => {
  const read = parseJsonLines({
    createState: () => null,
    dataField: 'data',
    readers: { say: ({ text }) => [{ type: 'message', text: String(text) }] },
  })
  const lines = [
    '{"type":"say","data":{"text":"in data"}}',
    '{"type":"say","text":"beside the type"}',
    '{"type":"say","data":null,"text":"not looked for"}',
  ]
  expect(await eventsOf(read, ...lines)).toEqual(
    ['in data', 'beside the type', 'undefined'].map((text) => ({ type: 'message', text })),
  )
})

const divided = parseJsonLines<{ request: RunRequest }>({
  createState: (request) => ({ request }),
  typeField: 'kind',
  subtypeField: 'item.type',
  quiet: ['done/plan', 'tick'],
  readers: {
    'done/answer': ({ item }) => eventOf.message(readPath(readObject(item), 'text')),
    done: () => [{ type: 'warning', message: 'done' }],
    'begun/answer': (_event, { request }) => [{ type: 'message', text: request.prompt }],
  },
})

it.for([
  [
    { kind: 'done', item: { type: 'answer', text: 'Hi' } },
    { type: 'message', text: 'Hi' },
  ],
  [
    { kind: 'done', item: { type: 'other' } },
    { type: 'warning', message: 'done' },
  ],
  [{ kind: 'done' }, { type: 'warning', message: 'done' }],
  [
    { kind: 'begun', item: { type: 'answer' } },
    { type: 'message', text: 'Go.' },
  ],
  [{ kind: 'done', item: { type: 'plan' } }, null],
  [{ kind: 'tick', item: { type: 'tock' } }, null],
] as const)('reads by type and subtype, then by type: %j', async ([line, event]) => {
  expect(await eventsOf(divided, JSON.stringify(line))).toEqual(event === null ? [] : [event])
})

it.for([
  { kind: 'begun' },
  { kind: 'begun', item: { type: 'other' } },
  { kind: 'answer', item: {} },
  { kind: ['done'] },
  { type: 'done' },
])('hands on what has neither a reader nor is known to be quiet: %j', async (line) => {
  const text = JSON.stringify(line)
  expect(await eventsOf(divided, text)).toEqual([{ type: 'raw', line: text }])
})

it('cuts a long line that it hands on', async () => {
  const line = 'x'.repeat(20_000)
  expect(await eventsOf(divided, line)).toEqual([{ type: 'raw', line: line.slice(0, 10_000) }])
})

it('begins each run anew', async () => {
  const piece = '{"type":"piece","text":"once"}'
  expect(await events(piece)).toEqual(await events(piece))
})

it('hands a line on that its reader cannot make sense of, and reads the next one', async () => {
  const careless = parseJsonLines({
    createState: () => ({}),
    readers: {
      *tool({ name }) {
        yield { type: 'warning', message: 'a tool' }
        yield { type: 'message', text: String(name) }
      },
      plain: ({ name }) => [{ type: 'message', text: String(name) }],
    },
  })
  const plain = '{"type":"plain","name":{"toString":1}}'
  expect(await eventsOf(careless, plain)).toEqual([{ type: 'raw', line: plain }])
  const odd = '{"type":"tool","name":{"toString":1}}'
  expect(await eventsOf(careless, odd, '{"type":"tool","name":"fine"}')).toEqual([
    { type: 'warning', message: 'a tool' },
    { type: 'raw', line: odd },
    { type: 'warning', message: 'a tool' },
    { type: 'message', text: 'fine' },
  ])
})
