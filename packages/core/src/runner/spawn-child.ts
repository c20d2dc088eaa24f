import type { ChildProcessWithoutNullStreams } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { execa } from 'execa'
import type { RunFailure } from '../contract/index.ts'
import type { ProcessJob } from './process-job.ts'
import { describeSpawnFailure } from './spawn-failure.ts'

/**
 * The variable that marks a child and all that it starts. Its value holds one mark for each orchestrator above,
 * outermost first, joined by commas: whoever looks for a mark finds the children of nested orchestrators too.
 */
export const MARK_VARIABLE = 'HTMLGRAPH_RUN_MARK'

/** A child that runs, and its mark. */
export interface SpawnedChild {
  readonly child: ChildProcessWithoutNullStreams
  readonly pid: number
  readonly mark: string
}

/** Starts the program of a job in a process group of its own. */
export async function spawnChild(job: ProcessJob): Promise<SpawnedChild | RunFailure> {
  const mark = job.mark ?? randomBytes(16).toString('hex')
  const outer = process.env[MARK_VARIABLE]
  const subprocess = execa(job.executable, job.args, {
    argv0: job.argv0 ?? job.executable,
    cwd: job.cwd,
    env: { ...job.env, [MARK_VARIABLE]: outer ? `${outer},${mark}` : mark },
    extendEnv: false,
    detached: process.platform !== 'win32',
    // The life of the child is the runner's own matter; execa's share of it costs a third of the spawn.
    buffer: false,
    cleanup: false,
    reject: false,
  })
  const child = subprocess.nodeChildProcess as ChildProcessWithoutNullStreams
  if (child.pid !== undefined) return { child, pid: child.pid, mark }
  const { code } = await subprocess
  return describeSpawnFailure(code ?? 'unknown error', job)
}
