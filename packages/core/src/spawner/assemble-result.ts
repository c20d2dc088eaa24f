import {
  type AgentResult,
  type AgentResultBase,
  type CostBasis,
  createRunError,
  type Finish,
  type ModelUsage,
  priceRun,
  totalCostMicroUsd,
  totalTokens,
} from '../contract/index.ts'
import { createRedaction } from '../runner/index.ts'
import type { Observation } from './observation.ts'
import type { PreparedRun } from './prepare.ts'
import { toAttempt } from './to-attempt.ts'
import { judge, type Verdict } from './verdict.ts'

const MICRO_USD = 1_000_000

/**
 * Makes the result of a run from what was seen of it. Pure, but for the provider's own `finish`.
 * What `finish` read out of files, and what it or core put together, may hold a secret that no line held.
 */
export function assembleResult(
  prepared: PreparedRun,
  startedAt: Date,
  observation: Observation,
): AgentResult {
  const finish = observation.pid === null ? {} : finishRun(prepared, observation)
  const seen = withFinish(observation, finish)
  const structured = finish.structured ?? seen.collected.end?.structured
  const verdict: Verdict =
    seen.failure !== null
      ? {
          outcome: seen.failure.kind === 'cancelled' ? 'cancelled' : 'failed',
          failure: seen.failure,
        }
      : judge({ ...seen, providerFailure: finish.failure, schema: prepared.schema, structured })
  const base = describeRun({ ...prepared, startedAt }, seen, finish)
  const redact = createRedaction(seen.secrets)
  const shared = redact({
    ...base,
    structured: structured ?? null,
    startedAt: startedAt.toISOString(),
    warnings: [...base.warnings, ...warnOfVerdict(verdict, seen)],
  })
  const failure = redact(verdict.failure)
  const error = failure === null ? null : createRunError(failure, seen.hasWorkStarted)
  const attempts = [toAttempt({ ...shared, outcome: verdict.outcome, error })]
  if (error === null) return { ...shared, attempts, success: true, outcome: 'completed', error }
  return { ...shared, attempts, success: false, outcome: verdict.outcome as 'failed', error }
}

/** What the provider knows of the agent's deeds beyond the events. */
function withFinish(seen: Observation, finish: Finish): Observation {
  const { denials = seen.collected.denials, hasWorkStarted = false } = finish
  return {
    ...seen,
    hasWorkStarted: seen.hasWorkStarted || hasWorkStarted,
    collected: { ...seen.collected, denials },
  }
}

/** A provider's `finish` is foreign code too: what it throws is a failure of the run, not of the program. */
function finishRun({ provider, request }: PreparedRun, seen: Observation): Finish {
  if (seen.parseError !== null) return brokenProvider(provider.id, 'parse', seen.parseError)
  try {
    const finish: unknown = provider.finish(seen.exit, seen.collected, request)
    if (typeof finish === 'object' && finish !== null) return finish
    throw new TypeError(`it gave ${finish}; expected an object`)
  } catch (error) {
    return brokenProvider(provider.id, 'finish', error)
  }
}

function brokenProvider(id: string, member: string, error: unknown): Finish {
  const reason = error instanceof Error ? error.message : String(error)
  return {
    failure: { kind: 'protocol', message: `The provider ${id} threw in ${member}: ${reason}.` },
  }
}

type Described = Omit<AgentResultBase, 'structured' | 'startedAt' | 'attempts'>

function describeRun(
  prepared: PreparedRun & { readonly startedAt: Date },
  seen: Observation,
  finish: Finish,
): Described {
  const { provider, request } = prepared
  const { collected, exit } = seen
  const measured = finish.usage ?? collected.usage
  const model = finish.model ?? collected.model ?? onlyModel(measured)
  const priced = priceRun(prepared.pricing, { usage: measured, model, at: prepared.startedAt })
  const { usage } = priced
  const cost = totalCostMicroUsd(usage)
  return {
    provider: provider.id,
    response: finish.response ?? collected.end?.response ?? collected.text,
    tokensUsed: totalTokens(usage),
    usage,
    cost: cost === null ? null : cost / MICRO_USD,
    costBasis: cost === null ? 'unknown' : basisOf(usage),
    billing: finish.billing ?? collected.billing,
    requestedModel: request.requestedModel,
    model,
    access: request.access,
    sessionId: collected.sessionId ?? finish.sessionId ?? null,
    rawOutput: seen.rawOutput,
    truncated: seen.isTruncated,
    denials: collected.denials,
    fileChanges: collected.fileChanges,
    verifications: [],
    warnings: [
      ...prepared.warnings,
      ...collected.warnings,
      ...seen.warnings,
      ...(finish.warnings ?? []),
      ...priced.warnings,
    ],
    exitCode: exit.exitCode,
    signal: exit.signal,
    stderrTail: exit.stderrTail,
    pid: seen.pid,
    outputFile: seen.outputFile,
    durationMs: exit.durationMs,
  }
}

function basisOf(usage: readonly ModelUsage[]): CostBasis {
  return usage.some(({ priceVersion }) => priceVersion !== null) ? 'estimated' : 'reported'
}

function onlyModel(usage: readonly ModelUsage[]): string | null {
  return usage.length === 1 ? (usage[0]?.model ?? null) : null
}

function warnOfVerdict(verdict: Verdict, seen: Observation): string[] {
  const { collected, exit } = seen
  const warnings: string[] = []
  if (verdict.outcome === 'completed' && collected.denials.length > 0) {
    const tools = [...new Set(collected.denials.map((denial) => denial.tool))].join(', ')
    warnings.push(`Some of what the agent tried was denied: ${tools}.`)
  }
  if (exit.longLines > 0) warnings.push(`${exit.longLines} lines were too long and were cut.`)
  if (exit.stopReason === 'finished' && seen.parseError === null) {
    warnings.push('The process did not end after its result and was stopped.')
  } else if (exit.stopReason !== null && verdict.outcome === 'completed') {
    warnings.push(`The process was stopped (${exit.stopReason}) after its result.`)
  }
  return warnings
}
