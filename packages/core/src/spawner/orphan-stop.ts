import { tmpdir } from 'node:os'
import { sweepOrphans } from '../runner/index.ts'

/** Stops, once and before the first run, the agents of orchestrators that were killed outright. */
export function createOrphanStop(): () => Promise<void> {
  let stopped: Promise<void> | null = null
  return () => {
    stopped ??= sweepOrphans(tmpdir()).then((orchestrators) => {
      for (const pid of orchestrators) {
        process.emitWarning(
          `htmlgraph: stopped an agent that still ran though its orchestrator (pid ${pid}) is dead.`,
        )
      }
    })
    return stopped
  }
}
