import type { AgentResult, Run } from '@htmlgraph/core/provider'

const LOOK_MS = 20

/** A run, and the most memory this process took beside what it had before, in bytes. */
export interface WatchedRun {
  readonly result: AgentResult
  readonly growthBytes: number
}

/** Waits for a run and watches the resident memory meanwhile. Past the limit the run is cancelled: it has failed. */
export async function watchMemory(start: () => Run, limitBytes: number): Promise<WatchedRun> {
  const before = process.memoryUsage.rss()
  let growthBytes = 0
  const run = start()
  const timer = setInterval(() => {
    growthBytes = Math.max(growthBytes, process.memoryUsage.rss() - before)
    if (growthBytes > limitBytes) run.cancel('The run took too much memory.')
  }, LOOK_MS)
  try {
    return { result: await run, growthBytes }
  } finally {
    clearInterval(timer)
  }
}
