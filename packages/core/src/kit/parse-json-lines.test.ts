import { expect, it } from 'vitest'
import type { ProviderEvent, RunRequest } from '../contract/index.ts'
import { parseJsonLines } from './parse-json-lines.ts'

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

async function events(...lines: string[]): Promise<ProviderEvent[]> {
  const stream = async function* () {
    yield* lines
  }
  const found: ProviderEvent[] = []
  for await (const event of parse(stream(), {} as RunRequest)) found.push(event)
  return found
}

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
  const stream = async function* () {
    yield* lines
  }
  const texts: unknown[] = []
  for await (const event of read(stream(), {} as RunRequest)) texts.push(event)
  expect(texts).toEqual(
    ['in data', 'beside the type', 'undefined'].map((text) => ({ type: 'message', text })),
  )
})
