import { mkdirSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { breakStale, keepAlive, release, tryAcquire } from './lock-file.mjs'
import { say } from './say.mjs'

const pollMs = 200
const beatMs = 2_000

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
  const lock = join(root, '.bootstrap', 'lock')
  await acquire(lock).catch((error) => explain(root, error))
  const beat = setInterval(() => keepAlive(lock), beatMs)
  const onExit = () => release(lock)
  process.once('exit', onExit)
  try {
    return await work()
  } finally {
    clearInterval(beat)
    process.off('exit', onExit)
    release(lock)
  }
}

/** @param {string} lock */
async function acquire(lock) {
  mkdirSync(dirname(lock), { recursive: true })
  let isWaiting = false
  while (!tryAcquire(lock)) {
    if (breakStale(lock)) continue
    if (!isWaiting) say('another command is installing or building here: waiting for it')
    isWaiting = true
    await sleep(pollMs)
  }
}

/**
 * @param {string} root
 * @param {unknown} error
 * @returns {never}
 */
function explain(root, error) {
  const reason = error instanceof Error ? error.message : String(error)
  throw new Error(
    `Nothing can be installed or built in ${resolve(root)} (${reason}). ` +
      'Copy the clone to a folder of your own and run the command there.',
  )
}
