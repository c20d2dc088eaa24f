import type { RunEvent } from '@htmlgraph/core/provider'
import type { Recording } from '../replay/index.ts'
import { linesOf } from './lines.ts'
import type { Subject } from './subject.ts'

/** The sample, taken apart, so that an agent can be made that does something between its parts. */
export interface SampleParts {
  /** The lines before the one that tells the end. */
  readonly begin: readonly string[]
  /** That one, and what follows it. */
  readonly end: readonly string[]
  /** One of the first, in which the agent says something. */
  readonly saying: Saying
}

/** A line of the CLI's own around a text of the agent, which may be replaced by another, as JSON writes it. */
export interface Saying {
  readonly head: string
  readonly tail: string
}

/** Takes the sample apart. @throws Error when no line before its end holds a text of the agent. */
export async function takeApart(subject: Subject): Promise<SampleParts> {
  const lines = linesOf(subject.sample().stdout)
  const index = await findEnd(subject, lines)
  const begin = lines.slice(0, index)
  return { begin, end: lines.slice(index), saying: await findSaying(subject, begin) }
}

/** The sample up to the line that would have told its end. */
export async function cutBeforeEnd(subject: Subject): Promise<Recording> {
  const sample = subject.sample()
  const lines = linesOf(sample.stdout)
  const kept = lines.slice(0, await findEnd(subject, lines)).map((line) => `${line}\n`)
  return { ...sample, stdout: Buffer.from(kept.join('')) }
}

/** How many lines are read before the one that gives the `end` event. */
async function findEnd(subject: Subject, lines: readonly string[]): Promise<number> {
  let read = 0
  const count = async function* (): AsyncGenerator<string> {
    for (const line of lines) {
      read += 1
      yield line
    }
  }
  for await (const event of subject.provider.parse(count(), subject.request())) {
    if (event.type === 'end') break
  }
  return read - 1
}

async function findSaying(subject: Subject, lines: readonly string[]): Promise<Saying> {
  // One that prints its answer in pieces alone has no line that holds all of it.
  const events = [
    ...(await subject.parse(lines)),
    ...(await subject.parse(lines, { stream: true })),
  ]
  for (const text of textsOf(events)) {
    const written = `"${asJson(text)}"`
    const line = lines.find((candidate) => candidate.includes(written))
    if (line === undefined) continue
    const start = line.indexOf(written) + 1
    return { head: line.slice(0, start), tail: line.slice(start + written.length - 2) }
  }
  throw new Error('no line of the sample before its end holds a text of the agent as JSON.')
}

/** What the agent says in some events, whole or in pieces. */
export function textsOf(events: readonly RunEvent[]): string[] {
  return events.flatMap((event) =>
    event.type === 'message' || event.type === 'text-delta' ? [event.text] : [],
  )
}

/** A text as it stands between the quotes of JSON. */
export function asJson(text: string): string {
  return JSON.stringify(text).slice(1, -1)
}
