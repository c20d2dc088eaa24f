import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** A process that should be gone. */
export interface FoundProcess {
  readonly pid: number
  readonly command: string
}

/**
 * The processes that carry a text in their environment, command line or working directory: also those that have
 * left their group and session.
 */
export function findProcesses(mark: string): FoundProcess[] {
  return process.platform === 'linux' ? findInProc(mark) : findWithPs(mark)
}

/** Waits until no process carries the mark; gives those that are left after `limitMs`. */
export async function waitForNoProcesses(mark: string, limitMs: number): Promise<FoundProcess[]> {
  const deadline = performance.now() + limitMs
  let found = findProcesses(mark)
  while (found.length > 0 && performance.now() < deadline) {
    await sleep(50)
    found = findProcesses(mark)
  }
  return found
}

function findInProc(mark: string): FoundProcess[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return pids
    .filter((pid) => Number(pid) !== process.pid && traces(pid).includes(mark))
    .filter((pid) => !isDead(pid))
    .map((pid) => ({ pid: Number(pid), command: commandLine(pid) }))
}

function traces(pid: string): string {
  const directory = read(() => readlinkSync(`/proc/${pid}/cwd`))
  return [
    read(() => readFileSync(`/proc/${pid}/environ`, 'utf8')),
    commandLine(pid),
    directory,
  ].join('\n')
}

function commandLine(pid: string): string {
  return read(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8'))
    .replaceAll('\0', ' ')
    .trim()
}

/** A zombie waits for its parent to notice; it runs no more. */
function isDead(pid: string): boolean {
  return /^State:\s+[ZX]/m.test(
    read(() => readFileSync(`/proc/${pid}/status`, 'utf8')) || 'State: X',
  )
}

function findWithPs(mark: string): FoundProcess[] {
  const lines = execFileSync('ps', ['-Aeww', '-o', 'pid=,command='], { encoding: 'utf8' }).split(
    '\n',
  )
  return lines
    .filter((line) => line.includes(mark))
    .map((line) => ({ pid: Number.parseInt(line, 10), command: line.trim() }))
    .filter(({ pid }) => pid !== process.pid)
}

function read(action: () => string): string {
  try {
    return action()
  } catch {
    return ''
  }
}
