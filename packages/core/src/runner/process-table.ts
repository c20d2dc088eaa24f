import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

/** One living process. */
export interface ProcessEntry {
  readonly pid: number
  readonly parentPid: number
  readonly groupId: number
  /** `null` where only Linux tells. */
  readonly sessionId: number | null
  /** When it started, in the system's own form: with the pid it names one process for ever. */
  readonly startedAt: string
}

/** The living processes of this machine; dead ones that wait to be collected are left out. */
export function listProcesses(): ProcessEntry[] {
  if (process.platform === 'linux') return listPids().flatMap(readEntry)
  return process.platform === 'win32' ? [] : listWithPs()
}

/** Names a process for ever: its pid and when it started. `null` when it has ended, or nobody can tell. */
export function identifyProcess(pid: number): string | null {
  const table = process.platform === 'linux' ? readEntry(pid) : listProcesses()
  const entry = table.find((other) => other.pid === pid)
  return entry === undefined ? null : `${pid} ${entry.startedAt}`
}

/**
 * The living processes of this user that carry one of `marks` in their environment.
 * Only Linux tells; elsewhere what has left its group and its parent is not found.
 */
export function findMarked(marks: readonly string[]): number[] {
  if (process.platform !== 'linux') return []
  return listPids().filter((pid) => {
    const environment = readProcFile(pid, 'environ')
    return environment !== null && marks.some((mark) => environment.includes(mark))
  })
}

/** Whether anything lives in a session, in whatever group. Only Linux tells. */
export function hasSession(sessionId: number): boolean {
  if (process.platform !== 'linux') return false
  return listProcesses().some((entry) => entry.sessionId === sessionId)
}

/** Kernel threads have no environment, ever. */
const KERNEL_THREADS_PARENT = 2

/**
 * Whether a process younger than `pid` is just loading its program: for that moment it has no environment to be found
 * by.
 */
export function hasNewborn(pid: number): boolean {
  if (process.platform !== 'linux') return false
  return listPids()
    .filter((other) => other > pid && readProcFile(other, 'environ')?.length === 0)
    .flatMap(readEntry)
    .some(({ parentPid }) => parentPid !== KERNEL_THREADS_PARENT)
}

/** Empty where `/proc` cannot be read, as when this process has no file descriptor left. */
function listPids(): number[] {
  try {
    return readdirSync('/proc').map(Number).filter(Number.isInteger)
  } catch {
    return []
  }
}

function readEntry(pid: number): ProcessEntry[] {
  const stat = readProcFile(pid, 'stat')?.toString('latin1')
  if (stat === undefined) return []
  // The second field is the program's name in brackets, and may itself hold brackets and spaces.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const [state, parentPid, groupId, sessionId] = fields
  if (state === 'Z' || state === 'X') return []
  const startedAt = fields[19] ?? ''
  const ids = {
    parentPid: Number(parentPid),
    groupId: Number(groupId),
    sessionId: Number(sessionId),
  }
  return [{ pid, ...ids, startedAt }]
}

/** `null` when the process has gone, or is not ours to look at. */
function readProcFile(pid: number, name: string): Buffer | null {
  try {
    return readFileSync(`/proc/${pid}/${name}`)
  } catch {
    return null
  }
}

function listWithPs(): ProcessEntry[] {
  try {
    const columns = 'pid=,ppid=,pgid=,stat=,lstart='
    const table = execFileSync('/bin/ps', ['-axo', columns], { encoding: 'utf8' })
    return table.split('\n').flatMap(readPsRow)
  } catch {
    return []
  }
}

function readPsRow(row: string): ProcessEntry[] {
  const [pid, parentPid, groupId, state, ...startedAt] = row.trim().split(/\s+/)
  if (startedAt.length === 0 || state?.startsWith('Z')) return []
  const [ownPid, parent, group] = [pid, parentPid, groupId].map(Number) as [number, number, number]
  const ids = { pid: ownPid, parentPid: parent, groupId: group, sessionId: null }
  return [{ ...ids, startedAt: startedAt.join(' ') }]
}
