import { setImmediate } from 'node:timers/promises'
import { isHtmlGraphError } from '../../contract/index.ts'
import type { CollectionIndex } from '../catalog/collection-index.ts'
import type { FilePort } from '../files/file-port.ts'
import type { NodeFiles } from '../files/node-files.ts'
import { ChangeQueue, type FileChange } from './change-queue.ts'
import { type Hint, Hints } from './hints.ts'
import { KnownFiles } from './known-files.ts'
import { createNearestWatcher, type NearestWatcher } from './nearest-watcher.ts'

/** All is looked at again after this time, in milliseconds, for an event can be lost. */
const RESCAN_MS = 3_000
/** The same where the system gives no events. */
const POLL_MS = 1_000
/** Others in the process wait no longer than this for the files, only for the list of their names. */
const SLICE_MS = 10
/** After a look at all files comes a pause of so many times its length. */
const REST = 20

/** The files that are followed. */
export interface FollowedFiles {
  readonly files: NodeFiles
  /** `null` where there is none. */
  readonly index: () => CollectionIndex | null
  readonly port: FilePort
}

/** How they are followed. */
export interface FollowOptions {
  /** So long must it be quiet before a change is told, in milliseconds. */
  readonly debounceMs: number
  /** Ends it. */
  readonly signal: AbortSignal
}

interface Follower extends Pick<FollowedFiles, 'index'> {
  readonly known: KnownFiles
  readonly watcher: NearestWatcher
  readonly hints: Hints
  readonly queue: ChangeQueue
}

/**
 * Begins to follow. What the files are by now is known when it returns. Events only say where to look. The index hears of
 * an edit in place before the reader does.
 *
 * @throws HG_STORE_UNWRITABLE
 */
export function followFiles(
  { files, index, port }: FollowedFiles,
  { debounceMs, signal }: FollowOptions,
): ChangeQueue {
  const queue = new ChangeQueue()
  if (signal.aborted) {
    queue.end()
    return queue
  }
  const hints = new Hints(debounceMs)
  const watcher = createNearestWatcher(port, files.directory, hints)
  const close = (): void => {
    signal.removeEventListener('abort', stop)
    hints.close()
    watcher.close()
  }
  const stop = (): void => {
    close()
    queue.end()
  }
  signal.addEventListener('abort', stop)
  const follower = { known: new KnownFiles(files), watcher, hints, queue, index }
  try {
    begin(follower)
  } catch (error) {
    close()
    throw error
  }
  void follow(follower)
    .catch((error: unknown) => queue.fail(error))
    .finally(close)
  return queue
}

function begin({ known, watcher, hints }: Follower): void {
  const startedAt = performance.now()
  // First listen, then look: in between nothing is missed.
  const hasEvents = watcher.arm()
  for (const id of known.ids()) known.check(id, false)
  hints.planRoutine(pauseMs(hasEvents, performance.now() - startedAt))
}

async function follow(follower: Follower): Promise<void> {
  const { hints } = follower
  for (let hint = await hints.next(); hint !== null; hint = await hints.next()) {
    try {
      await look(follower, hint)
    } catch (error) {
      if (!isShortage(error)) throw error
      hints.planRoutine(POLL_MS)
    }
  }
}

async function look(follower: Follower, hint: Hint): Promise<void> {
  const { known, watcher, hints, queue } = follower
  // It may have ended while the hint was on its way: then nothing may be opened any more.
  if (queue.isEnded) return
  if (hint.whole === null) return checkEach(follower, hint.ids, hint)
  const startedAt = performance.now()
  const hasEvents = watcher.arm()
  await checkEach(follower, known.ids(), hint)
  hints.planRoutine(pauseMs(hasEvents, performance.now() - startedAt))
}

async function checkEach(follower: Follower, ids: ReadonlySet<string>, hint: Hint): Promise<void> {
  let changes: FileChange[] = []
  let sliceEnd = performance.now() + SLICE_MS
  for (const id of ids) {
    const change = follower.known.check(id, hint.whole === 'suspicion' || hint.ids.has(id))
    if (change !== null) changes.push(change)
    if (performance.now() < sliceEnd) continue
    tell(follower, changes)
    changes = []
    await setImmediate()
    if (follower.queue.isEnded) return
    sliceEnd = performance.now() + SLICE_MS
  }
  tell(follower, changes)
}

function tell({ index, queue }: Follower, changes: readonly FileChange[]): void {
  const updated = changes.filter(({ kind }) => kind === 'updated')
  // What comes or goes shows in the directory.
  if (updated.length > 0) index()?.freshen(updated.map(({ id }) => id))
  for (const change of changes) queue.put(change)
}

function pauseMs(hasEvents: boolean, lookMs: number): number {
  return Math.max(hasEvents ? RESCAN_MS : POLL_MS, REST * lookMs)
}

/** That will pass; the files are no different for it. */
function isShortage(error: unknown): boolean {
  return isHtmlGraphError(error) && ['EMFILE', 'ENFILE'].includes(String(error.details.reason))
}
