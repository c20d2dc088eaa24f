import type { Provider, ProviderEvent, RunRequest } from '../contract/index.ts'
import { type JsonObject, parseObject, readObject, readPath, readText } from './read-json.ts'

const RAW_CHARACTERS = 10_000

/** Turns one event of a CLI into ours. `null` is "not known"; nothing is "known, and of no interest". */
export type EventReader<State> = (event: JsonObject, state: State) => Iterable<ProviderEvent> | null

/** How the JSON lines of a CLI are read. */
export interface JsonLinesInit<State> {
  /** Readers by the type of the event; `type/subtype` where there is a `subtypeField`. */
  readonly readers: Readonly<Record<string, EventReader<State>>>
  /** What the lines so far said that later ones need; made anew for each run. */
  createState(request: RunRequest): State
  /** What there is still to say when no more lines come, also of a run that was stopped. @default nothing */
  end?(state: State): Iterable<ProviderEvent>
  /** The field that holds the type. @default 'type' */
  readonly typeField?: string
  /** The field that holds what readers are given, where an event has it; else they are given the event. @default none */
  readonly dataField?: string
  /** The field that divides a type: `system/init` is read by the reader of that name, else by that of `system`. */
  readonly subtypeField?: string
  /** Types that tell nothing a user needs. @default [] */
  readonly quiet?: readonly string[]
}

/** The `parse` of a provider whose CLI prints one JSON object a line. What no reader knows becomes `raw`. */
export function parseJsonLines<State>(init: JsonLinesInit<State>): Provider['parse'] {
  const findReader = createFinder(init)
  return async function* (lines, request) {
    const state = init.createState(request)
    for await (const line of lines) {
      if (line.trim() === '') continue
      const event = parseObject(line)
      const reader = event === null ? undefined : findReader(event)
      const read = (): Iterable<ProviderEvent> | null =>
        (event && reader?.(dataOf(event, init.dataField), state)) ?? null
      yield* readSafely(read, line)
    }
    yield* init.end?.(state) ?? []
  }
}

/** A line that no reader can make sense of is handed on, after what it did say: `String` of an odd object throws. */
function* readSafely(
  read: () => Iterable<ProviderEvent> | null,
  line: string,
): Iterable<ProviderEvent> {
  try {
    yield* read() ?? [toRaw(line)]
  } catch {
    yield toRaw(line)
  }
}

function dataOf(event: JsonObject, field: string | undefined): JsonObject {
  return field !== undefined && Object.hasOwn(event, field) ? readObject(event[field]) : event
}

function createFinder<State>(
  init: JsonLinesInit<State>,
): (event: JsonObject) => EventReader<State> | undefined {
  const { readers, typeField = 'type', subtypeField, quiet = [] } = init
  const ignore = (): Iterable<ProviderEvent> => []
  const byType = new Map([
    ...Object.entries(readers),
    ...quiet.map((type) => [type, ignore] as const),
  ])
  return (event) => {
    const type = readText(readPath(event, typeField)) ?? ''
    const subtype = subtypeField === undefined ? '' : readText(readPath(event, subtypeField))
    return byType.get(`${type}/${subtype}`) ?? byType.get(type)
  }
}

function toRaw(line: string): ProviderEvent {
  return { type: 'raw', line: line.slice(0, RAW_CHARACTERS) }
}
