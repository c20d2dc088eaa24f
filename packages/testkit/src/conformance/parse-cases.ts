import { setImmediate as nextTurn } from 'node:timers/promises'
import { NOTHING_COLLECTED, type ProviderEvent } from '@htmlgraph/core/provider'
import { expect } from 'vitest'
import { breakLines } from './broken-lines.ts'
import type { ConformanceCase } from './conformance-case.ts'
import { linesOf } from './lines.ts'

const EVENT_TYPES: ReadonlySet<ProviderEvent['type']> = new Set([
  'session',
  'text-delta',
  'message',
  'reasoning',
  'tool-start',
  'tool-end',
  'file-change',
  'denied',
  'retry',
  'warning',
  'usage',
  'end',
  'raw',
])

/** How a provider reads what its CLI prints. */
export const parseCases: readonly ConformanceCase[] = [
  {
    name: 'parse-total',
    title: 'reads broken, cut, binary and foreign lines without throwing',
    async run(subject) {
      const recorded = subject.recordings().flatMap(({ stdout }) => linesOf(stdout))
      const events = await subject.parse(breakLines(recorded))
      for (const { type } of events) if (!EVENT_TYPES.has(type)) expect.fail(`no event: ${type}`)
    },
  },
  {
    name: 'parse-raw',
    title: 'hands on what it does not know as raw, cut at 10,000 characters',
    async run(subject) {
      const foreign = ['plain text', '{"htmlgraph":"unknown"}', '{"cut":', 'é'.repeat(20_000)]
      const events = await subject.parse(foreign)
      const expected = foreign.map((line) => ({ type: 'raw', line: line.slice(0, 10_000) }))
      expect(events).toEqual(expected)
    },
  },
  {
    name: 'parse-timing',
    title: 'reads the same out of a recording whether it comes at once or line by line',
    async run(subject) {
      for (const recording of subject.recordings()) {
        const lines = linesOf(recording.stdout)
        const [whole, slow] = await Promise.all([
          subject.parse(lines),
          subject.parse(trickle(lines)),
        ])
        expect(slow, recording.name).toEqual(whole)
      }
    },
  },
  {
    name: 'parse-alone',
    title: 'keeps nothing of one run for the next',
    async run(subject) {
      const lines = linesOf(subject.sample().stdout)
      const first = await subject.parse(lines)
      await subject.parse(lines.slice(0, Math.ceil(lines.length / 2)))
      expect(await subject.parse(lines)).toEqual(first)
    },
  },
  {
    name: 'finish-total',
    title: 'makes something of every exit, also of one before any event',
    run(subject) {
      for (const exitCode of [0, 1, 2, 3, 41, 127, 129, 137, 143, 255, null]) {
        const exit = {
          exitCode,
          signal: exitCode === null ? 'SIGKILL' : null,
          stderrTail: '\ufffd{',
        }
        const finish = subject.provider.finish(exit, NOTHING_COLLECTED, subject.request())
        expect(finish, String(exitCode)).toBeTypeOf('object')
      }
    },
  },
]

async function* trickle(lines: readonly string[]): AsyncGenerator<string> {
  for (const line of lines) {
    await nextTurn()
    yield line
  }
}
