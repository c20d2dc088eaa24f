import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { AgentResult, Run } from '@htmlgraph/core/provider'

const LOOK_MS = 20

/** A run, and the most memory this process took beside what it had before, in bytes. */
export interface WatchedRun {
  readonly result: AgentResult
  readonly growthBytes: number
}

/**
 * Waits for a run and watches the resident memory meanwhile. Past the limit what nobody needs is collected first: a busy
 * machine leaves that for later. Where it is still past it, the run is cancelled: it has failed.
 */
export async function watchMemory(start: () => Run, limitBytes: number): Promise<WatchedRun> {
  const before = process.memoryUsage.rss()
  const grown = (): number => process.memoryUsage.rss() - before
  const collect = findCollector()
  let growthBytes = 0
  const run = start()
  const timer = setInterval(() => {
    if (grown() > limitBytes) collect()
    growthBytes = Math.max(growthBytes, grown())
    if (growthBytes > limitBytes) run.cancel('The run took too much memory.')
  }, LOOK_MS)
  try {
    return { result: await run, growthBytes }
  } finally {
    clearInterval(timer)
  }
}

/** V8's own, which a process can be given while it runs. */
function findCollector(): () => void {
  setFlagsFromString('--expose-gc')
  return runInNewContext('gc') as () => void
}
