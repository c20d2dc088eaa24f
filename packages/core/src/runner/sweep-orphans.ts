import { lstatSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { identifyProcess } from './process-table.ts'
import { ProcessTree } from './process-tree.ts'
import { isRunDirectory, removeRunDirectory } from './run-directory.ts'
import { type FoundLease, judgeHolder, readLease } from './run-lease.ts'

/** Between asking what is left to end and killing it. */
const GRACE_MS = 3_000

/**
 * Stops what the runs of dead orchestrators left behind, and removes their directories. Runs of living ones, of other
 * users, machines and containers are left alone.
 *
 * @param directory Where run directories are made.
 * @returns The orchestrators (pids) of whose agents something was still running.
 */
export async function sweepOrphans(directory: string): Promise<readonly number[]> {
  const swept = await Promise.all(listRunDirectories(directory).map(sweepRun))
  return swept.filter((pid) => pid !== null)
}

async function sweepRun(directory: string): Promise<number | null> {
  const lease = readLease(directory)
  if (lease === null) return null
  const holder = judgeHolder(lease)
  if (holder === 'alive' || holder === 'unknown') return null
  const hadAny = holder === 'gone' && (await stopAgent(lease))
  removeRunDirectory(directory)
  return hadAny ? Number.parseInt(lease.holder, 10) : null
}

/**
 * Another process may have the agent's pid by now; then only the mark tells what is left of it. A pid that nobody has
 * still names its group and its session: it is not given away while they last.
 */
function stopAgent({ child, mark }: FoundLease): Promise<boolean> {
  const pid = Number.parseInt(child ?? '', 10)
  const current = child === null ? null : identifyProcess(pid)
  const isForeign = child === null || (current !== null && current !== child)
  const tree = new ProcessTree(isForeign ? null : pid, mark)
  if (current === null) tree.dropLeader()
  return tree.sweep(GRACE_MS)
}

function listRunDirectories(directory: string): string[] {
  try {
    return readdirSync(directory)
      .filter(isRunDirectory)
      .map((name) => join(directory, name))
      .filter(isOurs)
  } catch {
    // Nothing can be made there either: the run that is about to start says so.
    return []
  }
}

/** Everybody may put something of that name into a shared temporary directory. */
function isOurs(path: string): boolean {
  const stat = lstatSync(path, { throwIfNoEntry: false })
  return stat?.isDirectory() === true && stat.uid === (process.getuid?.() ?? stat.uid)
}
