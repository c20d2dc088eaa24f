import { constants } from 'node:os'
import { setTimeout as delay } from 'node:timers/promises'

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Between the end of the last child and our own: time for callers to write down how their runs ended. */
const FAREWELL_MS = 100

/** A signal to a whole process group comes here directly and again through whoever started us: still one. */
const ECHO_MS = 300

/** A run that must not outlive this process. */
export interface GuardedRun {
  readonly exit: Promise<unknown>
  stop(reason: 'cancelled'): void
  /** Kills synchronously. */
  killNow(): void
}

/** What this process still has to do before it dies. One for the process, as its signals are. */
const runs: Set<GuardedRun> = new Set()
const lastWords: Set<() => void> = new Set()
let isInstalled = false
let deathSignal: NodeJS.Signals | null = null
let toldToDieAtMs = 0

/** The signal by which this process is about to end; `null` while it is not. */
export function findDeathSignal(): NodeJS.Signals | null {
  return deathSignal
}

/** Stops `run` when this process is told to end, and kills it when it ends. Returns what ends the guard. */
export function guardRun(run: GuardedRun): () => void {
  return register(runs, run)
}

/**
 * Calls `run` before this process dies by a signal, by `process.exit` or by an exception, unless it is taken back.
 * By then every child has ended. It must be synchronous.
 *
 * @returns Takes it back.
 */
export function beforeDeath(run: () => void): () => void {
  return register(lastWords, run)
}

/** Listens only while there is something to guard, so that a host's signals are otherwise its own. */
function register<Entry>(entries: Set<Entry>, entry: Entry): () => void {
  entries.add(entry)
  if (!isInstalled) {
    isInstalled = true
    for (const signal of SIGNALS) process.on(signal, onSignal)
    process.on('exit', onExit)
  }
  return () => {
    entries.delete(entry)
    if (runs.size + lastWords.size === 0 && deathSignal === null) uninstall()
  }
}

function uninstall(): void {
  isInstalled = false
  for (const signal of SIGNALS) process.off(signal, onSignal)
  process.off('exit', onExit)
}

/** Stops the children; then dies by the signal, unless the host listens to it too and so decides for itself. */
function onSignal(signal: NodeJS.Signals): void {
  const isOurs = process.listenerCount(signal) === 1
  if (isOurs && deathSignal !== null) {
    if (performance.now() - toldToDieAtMs > ECHO_MS) die(signal)
    return
  }
  if (isOurs) deathSignal = signal
  toldToDieAtMs = performance.now()
  const stopped = [...runs].map((run) => {
    run.stop('cancelled')
    return run.exit
  })
  if (!isOurs) return
  void Promise.all(stopped)
    .then(() => delay(FAREWELL_MS))
    .then(() => die(signal))
}

/** The first process of a container does not die by a signal; it has to exit. */
function die(signal: NodeJS.Signals): void {
  onExit()
  uninstall()
  process.kill(process.pid, signal)
  setTimeout(() => process.exit(128 + constants.signals[signal]), FAREWELL_MS)
}

function onExit(): void {
  for (const run of runs) run.killNow()
  for (const speak of lastWords) attempt(speak)
  runs.clear()
  lastWords.clear()
}

/** One that fails must not silence the others. */
function attempt(speak: () => void): void {
  try {
    speak()
  } catch (error) {
    process.emitWarning(error instanceof Error ? error : String(error))
  }
}
