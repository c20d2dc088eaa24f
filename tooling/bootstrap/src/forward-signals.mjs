/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

/** @type {readonly NodeJS.Signals[]} */
const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP']
const parentCheckMs = 250

/**
 * Passes on the signals that would end us, so that we outlive the child and report how it ended.
 *
 * @param {ChildProcess} child
 * @returns {() => NodeJS.Signals | null} Stops that, and tells the first signal that came.
 */
export function forwardSignals(child) {
  /** @type {NodeJS.Signals | null} */
  let first = null
  const onSignal = (/** @type {NodeJS.Signals} */ signal) => {
    const isRepeated = first === signal
    first ??= signal
    if (!isRepeated && !cameFromTerminal(signal)) child.kill(signal)
  }
  for (const signal of forwarded) process.on(signal, onSignal)
  const parentCheck = onOrphaned(() => onSignal('SIGTERM'))
  return () => {
    clearInterval(parentCheck)
    for (const signal of forwarded) process.off(signal, onSignal)
    return first
  }
}

// A terminal sends Ctrl-C to every process of the group: the child has it already, and a second
// one would mean "at once" to it.
function cameFromTerminal(/** @type {NodeJS.Signals} */ signal) {
  return signal === 'SIGINT' && process.stdin.isTTY === true
}

// npm runs us in a shell and signals only that: the shell dies, and we would never hear of it.
function onOrphaned(/** @type {() => void} */ listener) {
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    listener()
  }, parentCheckMs)
  return timer.unref()
}
