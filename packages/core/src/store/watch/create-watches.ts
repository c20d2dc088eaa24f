import { HtmlGraphError } from '../../contract/index.ts'
import { isTaskId } from '../task-id.ts'
import type { FileChange } from './change-queue.ts'
import { type FollowedFiles, followFiles } from './follow-files.ts'

/** What is watched, and how. */
export interface WatchOptions {
  /** The name of its directory in `.htmlgraph`, which need not exist yet. @default 'task-delegations' */
  readonly collection?: string | undefined
  /** Ends the loop, without an error. */
  readonly signal?: AbortSignal | undefined
  /** So long must it be quiet before a change is told, in milliseconds, 0 to 1000. @default 50 */
  readonly debounceMs?: number | undefined
}

/** A node that is not what it was. One change may stand for several of the same node. */
export interface NodeChange extends FileChange {
  readonly collection: string
}

/** Watches of a store, which end with it. */
export interface Watches {
  /**
   * Tells what becomes of the nodes of a collection, from this call on.
   *
   * Of several changes of one node that nobody has read yet, only what they come to is told. A change may be told twice,
   * but what the nodes are in the end is always told: events only say where to look, and all is looked at again every few
   * seconds, so that a lost one delays a change, but never hides it.
   *
   * One loop reads it. Leaving the loop, aborting the signal or closing the store closes all that was opened. The process
   * stays alive while the loop waits for a change, not for the watch alone.
   *
   * @throws HG_OPTION_INVALID; HG_STORE_UNWRITABLE when the directory cannot be read, at once or later in the loop.
   */
  watch(options?: WatchOptions): AsyncIterableIterator<NodeChange, undefined>
  /** Ends them all. Later ones are not concerned. */
  close(): void
}

const DEFAULT_DEBOUNCE_MS = 50
const LONGEST_DEBOUNCE_MS = 1_000

/** @param open The files of a collection. @param standard The collection that is meant when none is named. */
export function createWatches(
  open: (collection: string) => FollowedFiles,
  standard: string,
): Watches {
  // Made by the first watch: loading its class takes a process that only asks longer than the answer.
  let closing: AbortController | null = null
  return {
    watch({ collection = standard, signal, debounceMs = DEFAULT_DEBOUNCE_MS } = {}) {
      assertCollection(collection)
      assertDebounce(debounceMs)
      closing ??= new AbortController()
      const leaving = new AbortController()
      const signals = [leaving.signal, closing.signal, ...(signal === undefined ? [] : [signal])]
      const ending = AbortSignal.any(signals)
      const queue = followFiles(open(collection), { debounceMs, signal: ending })
      const changes: AsyncIterableIterator<NodeChange, undefined> = {
        async next() {
          const change = await queue.take()
          if (change === undefined) return { value: undefined, done: true }
          return { value: { ...change, collection }, done: false }
        },
        async return() {
          leaving.abort()
          return { value: undefined, done: true }
        },
        [Symbol.asyncIterator]: () => changes,
      }
      return changes
    },
    close() {
      closing?.abort()
      closing = null
    },
  }
}

function assertCollection(collection: string): void {
  if (isTaskId(collection)) return
  throw invalid('collection', collection, 'the name of a directory in .htmlgraph')
}

function assertDebounce(debounceMs: number): void {
  if (Number.isSafeInteger(debounceMs) && debounceMs >= 0 && debounceMs <= LONGEST_DEBOUNCE_MS) {
    return
  }
  throw invalid('debounceMs', debounceMs, `a whole number from 0 to ${LONGEST_DEBOUNCE_MS}`)
}

function invalid(option: string, received: unknown, expected: string): HtmlGraphError {
  const shown = typeof received === 'string' ? JSON.stringify(received) : String(received)
  return new HtmlGraphError({
    code: 'HG_OPTION_INVALID',
    message: `watch: ${option} is ${shown}; expected ${expected}.`,
    details: { subject: 'watch', option, received, expected },
  })
}
