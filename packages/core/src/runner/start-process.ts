import { findDeathSignal } from './orchestrator-guard.ts'
import type { ProcessJob, StartOutcome } from './process-job.ts'
import { spawnChild } from './spawn-child.ts'
import { SupervisedProcess } from './supervised-process.ts'

/**
 * Starts a program and stays with it until nothing of it is left.
 *
 * What the program can do wrong is told by its exit; that it could not be started, by a failure. Never rejects for
 * either.
 */
export async function startProcess(job: ProcessJob): Promise<StartOutcome> {
  const signal = findDeathSignal()
  if (signal !== null) {
    const message = `Nothing was started: this process is ending (${signal}).`
    return { failure: { kind: 'cancelled', message, retryable: false } }
  }
  const spawned = await spawnChild(job)
  if ('kind' in spawned) return { failure: spawned }
  return { started: new SupervisedProcess(spawned, job) }
}
