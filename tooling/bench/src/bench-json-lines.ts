import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import { startProcess } from '../../../packages/core/src/runner/start-process.ts'
import { createAgentJob } from './agent-job.ts'
import { createAgentLines } from './agent-lines.ts'
import { createRow, type Row } from './row.ts'
import { median, medianRatio, takeTurns } from './take-turns.ts'

const BYTES = 50_000_000

/**
 * Reads JSON lines from a child, secrets taken out, against not having to read them at all. The clock runs from the
 * first line to the last: what it takes to start a child is measured by the rows of the spawn.
 */
export async function benchJsonLines(): Promise<Row[]> {
  const lines = createAgentLines(BYTES)
  const directory = mkdtempSync(join(tmpdir(), 'htmlgraph-bench-'))
  try {
    const path = join(directory, 'lines.jsonl')
    writeFileSync(path, lines.map((line) => `${line}\n`).join(''))
    return await measure(lines, path)
  } finally {
    rmSync(directory, { recursive: true })
  }
}

async function measure(lines: readonly string[], path: string): Promise<Row[]> {
  const times = await takeTurns({
    rounds: 15,
    warmupRounds: 2,
    tasks: {
      floor: async () => lines.forEach(parse),
      parsed: async () => readWithRunner(path, parse),
      parsedByExeca: async () => readWithExeca(path, parse),
      read: async () => readWithRunner(path, ignore),
      readByExeca: async () => readWithExeca(path, ignore),
    },
  })
  const speed = (name: keyof typeof times): string =>
    `${Math.round(BYTES / 1_000 / median(times[name]))} MB/s`
  return [
    createRow({
      name: '50 MB of JSON lines, parsed',
      against: 'JSON.parse of lines already split',
      ratio: medianRatio(times.floor, times.parsed),
      limit: { atLeast: 0.5 },
      detail: `${speed('parsed')}, floor ${speed('floor')}`,
    }),
    createRow({
      name: '50 MB of lines',
      against: "execa's line iterable",
      ratio: medianRatio(times.readByExeca, times.read),
      limit: { atLeast: 2.5 },
      detail: `${speed('read')}, execa ${speed('readByExeca')}`,
    }),
    createRow({
      name: '50 MB of JSON lines, parsed',
      against: "execa's line iterable, parsed",
      ratio: medianRatio(times.parsedByExeca, times.parsed),
      limit: null,
      detail: `${speed('parsed')}, execa ${speed('parsedByExeca')}`,
    }),
  ]
}

function parse(line: string): void {
  JSON.parse(line)
}

function ignore(): void {}

async function readWithRunner(path: string, use: (line: string) => void): Promise<number> {
  const outcome = await startProcess(createAgentJob('/bin/cat', [path]))
  if ('failure' in outcome) throw new Error(outcome.failure.message)
  const elapsed = await readLines(outcome.started.lines, use)
  await outcome.started.exit
  return elapsed
}

async function readWithExeca(path: string, use: (line: string) => void): Promise<number> {
  const { env, cwd } = createAgentJob('/bin/cat', [path])
  const options = { env, cwd, extendEnv: false, buffer: false, cleanup: false } as const
  return readLines(execa('/bin/cat', [path], options), use)
}

/** Milliseconds from the first line to the last. */
async function readLines(
  lines: AsyncIterable<string>,
  use: (line: string) => void,
): Promise<number> {
  let start: number | undefined
  for await (const line of lines) {
    start ??= performance.now()
    use(line)
  }
  return performance.now() - (start ?? Number.NaN)
}
