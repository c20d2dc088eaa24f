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
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { say } from './say.mjs'

const pollMs = 200
const beatMs = 2_000
// Past this a holder that cannot be asked, or sleeps, counts as gone.
const silenceMs = 60_000

/**
 * Lets only one process of this clone install or build at a time. A lock whose holder is gone is
 * taken over.
 *
 * @template T
 * @param {string} root
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(root, work) {
  const folder = join(root, '.bootstrap')
  makeFolder(folder)
  const lock = join(folder, 'lock')
  await acquire(lock)
  const beat = setInterval(() => touch(lock), beatMs)
  const release = () => releaseOwn(lock)
  process.once('exit', release)
  try {
    return await work()
  } finally {
    clearInterval(beat)
    process.off('exit', release)
    release()
  }
}

/** @param {string} lock */
async function acquire(lock) {
  let isWaiting = false
  while (!tryAcquire(lock)) {
    if (breakStale(lock)) continue
    if (!isWaiting) say('another start is installing or building here: waiting for it')
    isWaiting = true
    await sleep(pollMs)
  }
}

/**
 * Makes the lock with its owner's name already in it: nobody ever sees an empty one.
 *
 * @param {string} lock
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
 * Removes a lock whose holder is gone. Only one process may look and remove at a time, or the
 * slower one would remove the lock that the quicker one has just made.
 *
 * @param {string} lock
 * @returns {boolean} Whether to try again at once.
 */
export function breakStale(lock) {
  const guard = `${lock}.guard`
  try {
    mkdirSync(guard)
  } catch {
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

/** @param {string} lock */
function releaseOwn(lock) {
  if (readHolder(lock)?.pid === process.pid) rmSync(lock, { force: true })
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

/** @param {string} path */
function touch(path) {
  const now = new Date()
  try {
    utimesSync(path, now, now)
  } catch {
    // Another process took the lock over; the install itself will say what came of it.
  }
}

/** @param {string} folder */
function makeFolder(folder) {
  try {
    mkdirSync(folder, { recursive: true })
  } catch {
    throw new Error(
      `${folder} cannot be made: the clone is not writable for this user. ` +
        'Copy it to a folder of your own and run the command there.',
    )
  }
}

/** @param {unknown} error */
function codeOf(error) {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
