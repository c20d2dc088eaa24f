import { randomBytes } from 'node:crypto'
import { readFileSync, readlinkSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { identifyProcess } from './process-table.ts'

const LEASE_FILE = '.lease'
const CHILD_FILE = '.child'
const PRIVATE_FILE = { mode: 0o600, flag: 'wx' }

/** Who runs an agent, and the mark that finds all that the agent starts. Stands in the run's directory. */
export interface RunLease {
  readonly host: string
  /** The start of this machine; after another one, none of the processes is left. `''` where it cannot be told. */
  readonly boot: string
  /** Pids mean something only inside one of these. `''` where there are none. */
  readonly namespace: string
  /** The orchestrator: its pid and when it started. */
  readonly holder: string
  /** See `MARK_VARIABLE`. */
  readonly mark: string
}

/** A lease, and the agent's own process: its pid and when it started, `null` when it never got so far. */
export interface FoundLease extends RunLease {
  readonly child: string | null
}

/**
 * Writes the lease of a run, before anything is spawned: whatever happens to this process from here on, the next one
 * can find what it left behind.
 */
export function writeLease(directory: string): RunLease {
  const lease: RunLease = {
    host: hostname(),
    boot: readBoot(),
    namespace: readNamespace(),
    holder: identifyProcess(process.pid) ?? '',
    mark: randomBytes(16).toString('hex'),
  }
  writeFileSync(join(directory, LEASE_FILE), JSON.stringify(lease), PRIVATE_FILE)
  return lease
}

/** Adds the agent's process to a lease, for systems that do not let it be found by its mark. */
export function writeChild(directory: string, pid: number): void {
  writeFileSync(join(directory, CHILD_FILE), identifyProcess(pid) ?? '', PRIVATE_FILE)
}

/** The lease in a directory; `null` when there is none, or none that is whole. */
export function readLease(directory: string): FoundLease | null {
  try {
    const lease: unknown = JSON.parse(readFileSync(join(directory, LEASE_FILE), 'utf8'))
    return isLease(lease) ? { ...lease, child: readChild(directory) } : null
  } catch {
    return null
  }
}

/** What can be said of the orchestrator of a lease: `unknown` for one that this process cannot see. */
export function judgeHolder(lease: RunLease): 'alive' | 'gone' | 'rebooted' | 'unknown' {
  if (lease.host !== hostname() || lease.holder === '') return 'unknown'
  if (lease.boot !== readBoot()) return 'rebooted'
  if (lease.namespace !== readNamespace()) return 'unknown'
  return identifyProcess(Number.parseInt(lease.holder, 10)) === lease.holder ? 'alive' : 'gone'
}

function isLease(value: unknown): value is RunLease {
  const fields = ['host', 'boot', 'namespace', 'holder', 'mark'] satisfies (keyof RunLease)[]
  if (typeof value !== 'object' || value === null) return false
  if (!fields.every((name) => typeof Reflect.get(value, name) === 'string')) return false
  // A mark that is a part of many environments would find processes that are not ours.
  return /^[0-9a-f]{32}$/.test(String(Reflect.get(value, 'mark')))
}

function readChild(directory: string): string | null {
  return readOr('', () => readFileSync(join(directory, CHILD_FILE), 'utf8')) || null
}

function readBoot(): string {
  return readOr('', () => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim())
}

function readNamespace(): string {
  return readOr('', () => readlinkSync('/proc/self/ns/pid'))
}

function readOr(otherwise: string, read: () => string): string {
  try {
    return read()
  } catch {
    return otherwise
  }
}
