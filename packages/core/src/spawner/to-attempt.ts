import type { Attempt } from '../contract/index.ts'

/** What of a run is kept of each attempt. */
export function toAttempt(run: Attempt): Attempt {
  return {
    provider: run.provider,
    outcome: run.outcome,
    error: run.error,
    tokensUsed: run.tokensUsed,
    usage: run.usage,
    cost: run.cost,
    costBasis: run.costBasis,
    billing: run.billing,
    requestedModel: run.requestedModel,
    model: run.model,
    access: run.access,
    sessionId: run.sessionId,
    exitCode: run.exitCode,
    signal: run.signal,
    pid: run.pid,
    outputFile: run.outputFile,
    startedAt: run.startedAt,
    durationMs: run.durationMs,
  }
}
