import { appendFileSync, readFileSync } from 'node:fs'

/** What a writer is about to do, or what came of it. A line in its file outlives it: it is with the system when it is written. */
export type Entry =
  | { readonly invoke: 'put'; readonly id: string; readonly value: number }
  | { readonly invoke: 'delete'; readonly id: string }
  | { readonly invoke: 'count'; readonly id: string }
  | { readonly ok: true }
  | { readonly failed: string }
  | { readonly stale: string }

/** What the history of a writer says must be in the store. */
export interface Expectation {
  /** Of each of its own records the values that it may have; `null` is "no such record". */
  readonly own: ReadonlyMap<string, readonly (number | null)[]>
  /** How often it has certainly, and how often perhaps, counted in each shared record. */
  readonly counts: ReadonlyMap<string, { readonly least: number; readonly most: number }>
  readonly acknowledged: number
  /** Answers that did not know what this writer itself had written. */
  readonly stale: readonly string[]
  /** Calls that threw. */
  readonly failures: readonly string[]
}

/** Notes that something begins, or has ended. */
export function note(path: string, entry: Entry): void {
  appendFileSync(path, `${JSON.stringify(entry)}\n`)
}

/** What a history says. Its last line may be cut off: then it does not count. */
export function readHistory(path: string): Expectation {
  const own = new Map<string, readonly (number | null)[]>()
  const counts = new Map<string, { least: number; most: number }>()
  const [stale, failures]: [string[], string[]] = [[], []]
  let acknowledged = 0
  let open: Entry | null = null
  for (const entry of entriesOf(path)) {
    if ('invoke' in entry) {
      open = entry
      begin(entry, own, counts)
    } else if ('stale' in entry) stale.push(entry.stale)
    else if ('failed' in entry) failures.push(entry.failed)
    else if (open !== null) {
      acknowledged += 1
      end(open, own, counts)
      open = null
    }
  }
  return { own, counts, acknowledged, stale, failures }
}

type Own = Map<string, readonly (number | null)[]>
type Counts = Map<string, { least: number; most: number }>
type Invocation = Extract<Entry, { readonly invoke: unknown }>

/** From here on the new state is possible, too. */
function begin(entry: Invocation, own: Own, counts: Counts): void {
  if (entry.invoke === 'count') {
    const { least, most } = counts.get(entry.id) ?? { least: 0, most: 0 }
    counts.set(entry.id, { least, most: most + 1 })
  } else own.set(entry.id, [...(own.get(entry.id) ?? [null]), valueAfter(entry)])
}

/** From here on only the new state is. */
function end(entry: Entry, own: Own, counts: Counts): void {
  if (!('invoke' in entry)) return
  if (entry.invoke === 'count') {
    const { least, most } = counts.get(entry.id) ?? { least: 0, most: 1 }
    counts.set(entry.id, { least: least + 1, most })
  } else own.set(entry.id, [valueAfter(entry)])
}

function valueAfter(entry: Invocation): number | null {
  return entry.invoke === 'put' ? entry.value : null
}

function entriesOf(path: string): readonly Entry[] {
  const lines = readFileSync(path, 'utf8').split('\n')
  return lines.slice(0, -1).map((line) => JSON.parse(line) as Entry)
}
