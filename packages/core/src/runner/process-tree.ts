import { setTimeout as delay } from 'node:timers/promises'
import {
  findMarked,
  hasNewborn,
  hasSession,
  listProcesses,
  type ProcessEntry,
} from './process-table.ts'
import { endWindowsTree, sendSignal } from './send-signal.ts'

const POLL_MS = 20

/** A process that the kernel cannot end (waiting for a dead disk) is given up after this. */
const KILL_LIMIT_MS = 5_000

/** Loading a program takes far less; one that really has no environment is not waited for any longer. */
const NEWBORN_LIMIT_MS = 100
const NEWBORN_POLL_MS = 5

/** The same while this process is ending and can do nothing else. */
const KILL_NOW_LIMIT_MS = 500
const KILL_NOW_POLL_MS = 5

/** A process we started, with all that it started: its session, its descendants, and whoever carries its mark. */
export class ProcessTree {
  readonly #pid: number | null
  readonly #mark: string
  /** Start times of the processes seen so far, by pid: they stay ours when their parents die. */
  readonly #seen = new Map<number, string>()
  #hasLeader: boolean

  /** @param pid The first process; `null` when it has ended, so that only the mark can tell. */
  constructor(pid: number | null, mark: string) {
    this.#pid = pid
    this.#mark = mark
    this.#hasLeader = pid !== null
  }

  /** The first process has ended; from now on its pid may belong to a stranger. */
  dropLeader(): void {
    this.#hasLeader = false
  }

  /** Asks the group to end, waits for it, then kills all that is left. */
  async stop(graceMs: number): Promise<void> {
    this.#look()
    this.#signalGroup('SIGTERM')
    await until(() => !this.#hasLeader && !this.#hasGroup(), graceMs)
    await this.#killAll()
  }

  /** After a normal end: asks what is left behind to end, then kills it. Cheap when there is nothing. @returns whether there was */
  async sweep(graceMs: number): Promise<boolean> {
    if (!(await this.#hasLeftAny())) return false
    for (const { pid } of this.#look()) sendSignal(pid, 'SIGTERM')
    await until(() => this.#look().length === 0, graceMs)
    await this.#killAll()
    return true
  }

  /** Kills everything and sees it die, synchronously: for a process that is ending itself. */
  killNow(): void {
    const end = performance.now() + KILL_NOW_LIMIT_MS
    while (!this.#killOnce() && performance.now() < end) sleepSync(KILL_NOW_POLL_MS)
  }

  async #killAll(): Promise<void> {
    await until(() => this.#killOnce(), KILL_LIMIT_MS)
    if (await this.#hasLeftAny()) await until(() => this.#killOnce(), KILL_LIMIT_MS)
  }

  /** Whether anything lives on. One that is just loading its program is waited for: it cannot be told yet. */
  async #hasLeftAny(): Promise<boolean> {
    const end = performance.now() + NEWBORN_LIMIT_MS
    while (!this.#signalGroup(0) && findMarked([this.#mark]).length === 0) {
      if (this.#pid !== null && hasSession(this.#pid)) return true
      if (!hasNewborn(this.#pid ?? 0) || performance.now() >= end) return false
      await delay(NEWBORN_POLL_MS)
    }
    return true
  }

  /** Whether nothing was left to kill. To be repeated: what is killed may just have forked. */
  #killOnce(): boolean {
    const living = this.#look()
    if (living.length > 0) this.#signalGroup('SIGKILL')
    for (const { pid } of living) sendSignal(pid, 'SIGKILL')
    return living.length === 0
  }

  /** All living members; remembers them. */
  #look(): ProcessEntry[] {
    const table = listProcesses()
    const marked = new Set(findMarked([this.#mark]))
    const members = table.filter((entry) => this.#isRoot(entry) || marked.has(entry.pid))
    const pids = new Set(members.map((entry) => entry.pid))
    for (const entry of withDescendants(members, table, pids)) {
      this.#seen.set(entry.pid, entry.startedAt)
    }
    return table.filter((entry) => pids.has(entry.pid))
  }

  #isRoot({ pid, groupId, sessionId, startedAt }: ProcessEntry): boolean {
    if (pid === this.#pid) return this.#hasLeader
    if (this.#pid !== null && [groupId, sessionId].includes(this.#pid)) return true
    return this.#seen.get(pid) === startedAt
  }

  #hasGroup(): boolean {
    return this.#signalGroup(0) && listProcesses().some(({ groupId }) => groupId === this.#pid)
  }

  #signalGroup(signal: NodeJS.Signals | 0): boolean {
    if (this.#pid === null) return false
    if (process.platform !== 'win32') return sendSignal(-this.#pid, signal)
    return this.#hasLeader && signal !== 0 && endWindowsTree(this.#pid)
  }
}

/** Adds the children of `members`, and theirs, to `pids`. */
function withDescendants(
  members: readonly ProcessEntry[],
  table: readonly ProcessEntry[],
  pids: Set<number>,
): readonly ProcessEntry[] {
  const children = table.filter(({ pid, parentPid }) => pids.has(parentPid) && !pids.has(pid))
  if (children.length === 0) return members
  for (const { pid } of children) pids.add(pid)
  return withDescendants([...members, ...children], table, pids)
}

async function until(isDone: () => boolean, limitMs: number): Promise<void> {
  const end = performance.now() + limitMs
  while (!isDone() && performance.now() < end) await delay(POLL_MS)
}

function sleepSync(durationMs: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, durationMs)
}
