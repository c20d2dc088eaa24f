import type { RunFailure } from '../contract/index.ts'
import type { OutputFile } from './output-file.ts'

/** Everything the runner needs to know to run one program. */
export interface ProcessJob {
  /** Absolute, real path. */
  readonly executable: string
  /** The name by which the program is called. @default `executable` */
  readonly argv0?: string | undefined
  readonly args: readonly string[]
  /** The child's whole environment; the runner adds only its mark. */
  readonly env: Readonly<Record<string, string>>
  readonly cwd: string
  /** Written to standard input, which is always ended after it. */
  readonly stdin: string
  /** Wall time for the whole run, in milliseconds; `null` for no limit. */
  readonly timeoutMs: number | null
  /** Longest silence on both outputs, in milliseconds; `null` for no limit. */
  readonly idleTimeoutMs: number | null
  /** Values that are replaced by `[redacted]` in all that the child prints. */
  readonly secrets: readonly string[]
  /** Where all of standard output is kept as well; the runner closes it. @default null */
  readonly outputFile?: OutputFile | null | undefined
  /** A longer line is cut: only its first 64 KiB come. In bytes. @default 32 MiB */
  readonly maxLineBytes?: number | undefined
  /** Names the child and all that it starts. @default a random text */
  readonly mark?: string | undefined
  /** Time between asking the processes to end and killing them, in milliseconds. @default 3_000 */
  readonly killGraceMs?: number | undefined
}

/** Why the runner ended a process: a deadline, the caller, or that its work was done but it stayed. */
export type StopReason = 'timeout' | 'idle-timeout' | 'cancelled' | 'finished'

/** How a process ended. */
export interface ProcessExit {
  readonly exitCode: number | null
  readonly signal: string | null
  /** The first reason to stop it; `null` when it ended before there was one. */
  readonly stopReason: StopReason | null
  /** The last 8 KiB of standard error, secrets removed. */
  readonly stderrTail: string
  /** How many lines were longer than `maxLineBytes` and were cut. */
  readonly longLines: number
  /** Milliseconds from spawn until nothing of the run was left, by a monotonic clock. */
  readonly durationMs: number
}

/** A child that is running, with all that it may start. */
export interface RunningProcess {
  readonly pid: number
  /** A random text in the environment of the child and of all that it starts; finds what is left of it. */
  readonly mark: string
  /**
   * The lines of standard output, secrets removed, for one consumer.
   * A child whose lines are not read is held back; that silence is not held against it.
   */
  readonly lines: AsyncIterable<string>
  /** Never rejects. Settles when the child and everything it started are gone. */
  readonly exit: Promise<ProcessExit>
  /** Why it is being stopped; `null` while nobody asked for it. */
  readonly stopReason: StopReason | null
  /** Ends the child and everything it started. The first reason counts; after the exit it does nothing. */
  stop(reason: StopReason): void
}

/** A process that runs, or why there is none. */
export type StartOutcome = { readonly started: RunningProcess } | { readonly failure: RunFailure }
