import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

/** `false` when there is no such process or group, or it is not ours. */
export function sendSignal(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal)
  } catch {
    return false
  }
}

/** Windows has no groups, and its programs know no SIGTERM: the tree is ended as long as its first process lives. */
export function endWindowsTree(pid: number): boolean {
  try {
    const taskkill = join(process.env.SystemRoot ?? 'C:\\Windows', 'System32', 'taskkill.exe')
    execFileSync(taskkill, ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
