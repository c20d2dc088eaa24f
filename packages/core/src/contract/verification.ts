/** What a check found out about a finished run: evidence, for or against it. */
export interface Verification {
  /** What was checked: a command as it was run, or the name of a check. */
  readonly check: string
  readonly verdict: 'passed' | 'failed'
  /** Of a command; `null` when there was none, or a signal ended it. */
  readonly exitCode: number | null
  /** The last 8 KiB of what the command printed, or what the check said; `null` when that is nothing. */
  readonly tail: string | null
  /** Milliseconds, whole. */
  readonly durationMs: number
}
