/**
 * How a task went, judged by something else than the agent that did it: tests, a check, a person. That the agent itself
 * was content is not an outcome.
 */
export interface ModelOutcome {
  readonly provider: string
  /** The model that answered, as its CLI reported it. */
  readonly model: string
  readonly taskType: string | null
  /** `low`, `medium` or `high`; `null` when nobody said, which counts for all. */
  readonly complexity: string | null
  readonly isAccepted: boolean
  /** US dollars; `null` when it is not known. */
  readonly costUsd: number | null
  /** ISO 8601. */
  readonly at: string
}
