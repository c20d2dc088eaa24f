import type { FSWatcher } from 'node:fs'
import { basename, dirname, relative, sep } from 'node:path'
import type { FilePort } from '../files/file-port.ts'
import { idOfFile } from '../files/node-files.ts'
import type { Hints } from './hints.ts'

/** Listens to a directory, or while it does not exist to the nearest one above it. Keeps no process alive. */
export interface NearestWatcher {
  /** Listens anew: a watch stays with a directory that was moved or deleted. @returns whether there will be events */
  arm(): boolean
  close(): void
}

type WatcherPort = Pick<FilePort, 'lstatSync' | 'watch'>

/** How often the directory may come or go while it is looked for. */
const ATTEMPTS = 3

/** Deaf until it is armed. */
export function createNearestWatcher(
  port: WatcherPort,
  directory: string,
  hints: Pick<Hints, 'add' | 'count' | 'suspect'>,
): NearestWatcher {
  let current: FSWatcher | null = null
  let hasFailed = false
  const listen = (target: string): FSWatcher => {
    const hear = target === directory ? hearFile : hearChild
    const watcher = port.watch(target, { persistent: false }, (_, name) =>
      hear({ target, directory, hints }, name),
    )
    return watcher.on('error', () => {
      hasFailed = true
      hints.suspect()
    })
  }
  return {
    arm() {
      const last = current
      // One that failed would fail again at once: the next look is by time.
      current = hasFailed ? null : listenToNearest(port, directory, listen)
      hasFailed = false
      last?.close()
      return current !== null
    },
    close() {
      current?.close()
      current = null
    },
  }
}

/** Who hears, and from where. */
interface Listener {
  readonly target: string
  readonly directory: string
  readonly hints: Pick<Hints, 'add' | 'count' | 'suspect'>
}

function hearFile({ target, hints }: Listener, name: string | null): void {
  const id = name === null ? null : idOfFile(name)
  // A directory that goes away calls itself by its own name.
  if (name === null || name === basename(target)) hints.suspect()
  else if (id === null) hints.count()
  else hints.add(id)
}

function hearChild({ target, directory, hints }: Listener, name: string | null): void {
  const [child] = relative(target, directory).split(sep)
  if (name === null || name === child || name === basename(target)) hints.suspect()
}

/** `null` when the system gives no watch: too many of them, or not for this directory. Then only looking helps. */
function listenToNearest(
  port: WatcherPort,
  directory: string,
  listen: (target: string) => FSWatcher,
): FSWatcher | null {
  try {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const target = nearestExisting(port, directory)
      const watcher = listen(target)
      if (nearestExisting(port, directory) === target) return watcher
      watcher.close()
    }
  } catch {}
  return null
}

/** What cannot be looked at counts as missing: then what is above it tells of a change. */
function nearestExisting(port: WatcherPort, path: string): string {
  if (exists(port, path)) return path
  const parent = dirname(path)
  return parent === path ? path : nearestExisting(port, parent)
}

function exists(port: WatcherPort, path: string): boolean {
  try {
    return port.lstatSync(path, { throwIfNoEntry: false }) !== undefined
  } catch {
    return false
  }
}
