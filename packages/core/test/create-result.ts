import type { AgentResult, AgentResultBase, Attempt } from '../src/contract/index.ts'

/** A result as core would make it, of a run that went well unless `run` says otherwise. */
export function createResult(
  run: Partial<Attempt> = {},
  rest: Partial<AgentResultBase> = {},
): AgentResult {
  const attempt: Attempt = {
    provider: 'echo',
    outcome: 'completed',
    error: null,
    tokensUsed: null,
    usage: [],
    cost: null,
    costBasis: 'unknown',
    billing: 'unknown',
    requestedModel: null,
    model: null,
    access: 'read-only',
    sessionId: null,
    exitCode: 0,
    signal: null,
    pid: 1,
    outputFile: null,
    startedAt: '2026-11-01T10:00:00.000Z',
    durationMs: 1,
    ...run,
  }
  const base = {
    ...attempt,
    response: '',
    structured: null,
    rawOutput: [],
    denials: [],
    fileChanges: [],
    warnings: [],
    verifications: [],
    truncated: false,
    stderrTail: '',
    attempts: [attempt],
    ...rest,
  }
  const { outcome, error } = attempt
  if (outcome === 'completed') return { ...base, success: true, outcome, error: null }
  if (error === null) throw new Error(`a result that is ${outcome} has an error`)
  return { ...base, success: false, outcome, error }
}
