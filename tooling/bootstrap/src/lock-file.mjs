import {
  linkSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { hostname } from 'node:os'

// Past this a holder that sleeps, or lives on another machine, counts as gone.
const silenceMs = 60_000

/**
 * Makes the lock with its holder's name already in it: nobody ever sees an empty one.
 *
 * @param {string} lock
 * @returns {boolean} Whether the lock is ours now.
 */
export function tryAcquire(lock) {
  const own = `${lock}.${process.pid}`
  writeFileSync(own, JSON.stringify({ pid: process.pid, host: hostname() }))
  try {
    linkSync(own, lock)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  } finally {
    rmSync(own, { force: true })
  }
}

/**
 * Removes a lock whose holder is gone. Only one process at a time may look and remove, or the
 * slower one would remove the lock that the quicker one has just made.
 *
 * @param {string} lock
 * @returns {boolean} Whether it was removed.
 */
export function breakStale(lock) {
  const guard = `${lock}.guard`
  if (!tryMakeFolder(guard)) {
    if (ageMs(guard) > silenceMs) rmSync(guard, { recursive: true, force: true })
    return false
  }
  try {
    if (isHeld(lock)) return false
    rmSync(lock, { force: true })
    return true
  } finally {
    rmSync(guard, { recursive: true, force: true })
  }
}

/**
 * Removes the lock unless another process has taken it over.
 *
 * @param {string} lock
 */
export function release(lock) {
  if (readHolder(lock)?.pid === process.pid) rmSync(lock, { force: true })
}

/**
 * Shows the others that the holder is still at work.
 *
 * @param {string} lock
 */
export function keepAlive(lock) {
  const now = new Date()
  try {
    utimesSync(lock, now, now)
  } catch {
    // Another process took the lock over; what it does will show whether that mattered.
  }
}

/** @param {string} lock */
function isHeld(lock) {
  const holder = readHolder(lock)
  if (holder === null || ageMs(lock) > silenceMs) return false
  return holder.host !== hostname() || isAlive(holder.pid)
}

/**
 * @param {string} lock
 * @returns {{ pid: number, host: string } | null}
 */
function readHolder(lock) {
  try {
    return JSON.parse(readFileSync(lock, 'utf8'))
  } catch {
    return null
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}

/** @param {string} path */
function ageMs(path) {
  const stat = statSync(path, { throwIfNoEntry: false })
  return stat ? Date.now() - stat.mtimeMs : 0
}

/** @param {string} folder */
function tryMakeFolder(folder) {
  try {
    mkdirSync(folder)
    return true
  } catch {
    return false
  }
}

/** @param {unknown} error */
function codeOf(error) {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
