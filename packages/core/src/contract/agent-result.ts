import type { Access } from './access.ts'
import type { RunError } from './run-error.ts'
import type { DeniedEvent, FileChangeEvent } from './run-event.ts'
import type { Billing, CostBasis, ModelUsage } from './usage.ts'
import type { Verification } from './verification.ts'

/** How a run ended. Only `completed` is a success. */
export type Outcome = 'completed' | 'failed' | 'empty' | 'denied' | 'timed-out' | 'cancelled'

/** Something that the agent asked for and did not get. */
export type Denial = Omit<DeniedEvent, 'type'>

/** A file that the agent changed, as its CLI reported it. */
export type FileChange = Omit<FileChangeEvent, 'type'>

/** What is known of one run, or of several that make up one result. */
export interface RunFacts {
  readonly provider: string
  /** All tokens, each counted once; `null` when the CLI measured none. */
  readonly tokensUsed: number | null
  /** Disjoint buckets, a row a model and attempt; empty when the CLI measured nothing. */
  readonly usage: readonly ModelUsage[]
  /** US dollars; `null` when it is not known. */
  readonly cost: number | null
  readonly costBasis: CostBasis
  readonly billing: Billing
  readonly requestedModel: string | null
  /** The model that answered, as the CLI reported it. */
  readonly model: string | null
  readonly access: Access
  readonly sessionId: string | null
  readonly exitCode: number | null
  readonly signal: string | null
  /** `null` when nothing was spawned. */
  readonly pid: number | null
  /** All that the CLI printed to standard output, where `outputDirectory` asked for it; else `null`. */
  readonly outputFile: string | null
  /** ISO 8601, UTC. */
  readonly startedAt: string
  /** Milliseconds from spawn to settled, by a monotonic clock. */
  readonly durationMs: number
}

/** One run that a result is made of. */
export interface Attempt extends RunFacts {
  readonly outcome: Outcome
  /** `null` for a success. */
  readonly error: RunError | null
}

/** What every result carries, success or not. */
export interface AgentResultBase<Raw = unknown> extends RunFacts {
  /** The final answer, or the text received before the run failed; `''` when there is none. */
  readonly response: string
  /** The answer to a JSON schema; `null` when none was asked for. */
  readonly structured: unknown
  /** The CLI's own JSON events when `outputJson` was asked for, else empty. */
  readonly rawOutput: readonly Raw[]
  readonly denials: readonly Denial[]
  readonly fileChanges: readonly FileChange[]
  readonly warnings: readonly string[]
  /** What checks found out about it, in their order; empty when nobody checked. */
  readonly verifications: readonly Verification[]
  /** Whether the CLI printed more than is kept: a line, a text, its raw events or `outputFile` is cut, and a warning says which. */
  readonly truncated: boolean
  /** The last 8 KiB of standard error, secrets removed. */
  readonly stderrTail: string
  /** Every run this result is made of, in order, each with its own usage and cost: one, unless a middleware made more. */
  readonly attempts: readonly Attempt[]
}

/** A run that did what was asked, as far as can be seen. */
export interface AgentSuccess<Raw = unknown> extends AgentResultBase<Raw> {
  readonly success: true
  readonly outcome: 'completed'
  readonly error: null
}

/** A run that did not. */
export interface AgentFailure<Raw = unknown> extends AgentResultBase<Raw> {
  readonly success: false
  readonly outcome: Exclude<Outcome, 'completed'>
  readonly error: RunError
}

/** What a run yielded. */
export type AgentResult<Raw = unknown> = AgentSuccess<Raw> | AgentFailure<Raw>
