import type { ProviderEvent } from '@htmlgraph/core/provider'
import { readAssistant, readDelta, readUser } from './content-events.ts'
import { type JsonObject, parseObject } from './read-json.ts'
import { readResult } from './result-event.ts'
import { createStreamState, type StreamState } from './stream-state.ts'
import { readSystem } from './system-events.ts'

const RAW_CHARACTERS = 10_000

type Reader = (event: JsonObject, state: StreamState) => Iterable<ProviderEvent> | null

/** By `type`, which may stand anywhere in the object. A reader's `null` is "not known". */
const READERS: Readonly<Record<string, Reader>> = {
  system: readSystem,
  assistant: readAssistant,
  user: readUser,
  stream_event: readDelta,
  result: readResult,
}

/** The lines of `claude -p --output-format=stream-json` as events; what is not known becomes `raw`. */
export async function* parseClaude(
  lines: AsyncIterable<string>,
): AsyncGenerator<ProviderEvent, void, undefined> {
  const state = createStreamState()
  for await (const line of lines) {
    if (line.trim() !== '') yield* readLine(line, state)
  }
}

function readLine(line: string, state: StreamState): Iterable<ProviderEvent> {
  const event = parseObject(line)
  const type = event?.type
  const reader =
    typeof type === 'string' && Object.hasOwn(READERS, type) ? READERS[type] : undefined
  const events = event === null ? null : reader?.(event, state)
  return events ?? [{ type: 'raw', line: line.slice(0, RAW_CHARACTERS) }]
}
