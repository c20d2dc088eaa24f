import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { createFakeExecutable, type FakeExecutable } from '../replay/index.ts'
import { isAlive } from './is-alive.ts'
import { type SampleParts, takeApart } from './sample-parts.ts'
import type { Subject } from './subject.ts'

/** An agent that does what a case wants, in the words of the provider's CLI. */
export interface FakeAgent extends FakeExecutable {
  /** The processes it has started. */
  strays(): readonly number[]
}

/** What the script of a fake agent finds there. */
const PRELUDE = String.raw`import { spawn } from 'node:child_process'
import { appendFileSync, mkdirSync, readFileSync, writeFileSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const { sample, code, data } = JSON.parse(readFileSync(new URL('agent.json', import.meta.url), 'utf8'))
/** Text or bytes to standard output, all of it. */
const print = (content, file = 1) => {
  const bytes = Buffer.from(content)
  for (let start = 0; start < bytes.length; ) start += writeSync(file, bytes, start)
}
const printLines = (lines) => print(lines.map((line) => line + '\n').join(''))
/** Three bytes at a time, so that hardly anything comes in one piece. */
const trickle = async (content, file = 1) => {
  const bytes = Buffer.from(content)
  for (let start = 0; start < bytes.length; start += 3) {
    print(bytes.subarray(start, start + 3), file)
    await sleep(1)
  }
}
/** A line in which the agent says a text, which is to be as JSON writes it. */
const saying = (text) => sample.saying.head + text + sample.saying.tail
const begin = () => printLines(sample.begin)
const end = () => {
  printLines(sample.end)
  process.exit(code)
}
const stay = () => setInterval(() => {}, 60_000)
/** Starts a process that never ends by itself. */
const startStray = (options) => {
  const { pid } = spawn(process.execPath, ['-e', 'setInterval(() => {}, 60_000)'], options)
  appendFileSync(new URL('strays', import.meta.url), pid + '\n')
}
const readInput = async () => {
  const chunks = []
  for await (const chunk of process.stdin) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}
`

/**
 * Makes an agent out of the sample and a script; what it starts is ended after the test.
 *
 * @param script A module; the {@link PRELUDE} stands before it.
 * @param data What it finds as `data`. @default null
 */
export async function createFakeAgent(
  subject: Subject,
  script: string,
  data: unknown = null,
): Promise<FakeAgent> {
  const sample: SampleParts = await takeApart(subject)
  const { exit } = subject.sample()
  const name = subject.provider.executable.command
  const cli = createFakeExecutable({ script: PRELUDE + script, name })
  const code = 'code' in exit ? exit.code : 0
  writeFileSync(join(cli.directory, 'agent.json'), JSON.stringify({ sample, code, data }))
  const strays = (): number[] => readNumbers(join(cli.directory, 'strays'))
  onTestFinished(() => {
    for (const pid of strays().filter(isAlive)) process.kill(pid, 'SIGKILL')
    cli.dispose()
  })
  return { ...cli, strays }
}

function readNumbers(file: string): number[] {
  if (!existsSync(file)) return []
  return readFileSync(file, 'utf8').trim().split('\n').map(Number)
}
