import type { RunFailure } from './run-error.ts'
import type { Billing, ModelUsage } from './usage.ts'

/** The process is running. Made by core, first of all events of an attempt. */
export interface ProcessStartEvent {
  readonly type: 'process-start'
  readonly pid: number
  /** The id of the provider whose CLI it is: not the one asked for when another took its place. */
  readonly provider: string
}

/** The CLI named its session and, if it knows them, its model and who is billed. A later one corrects it. */
export interface SessionEvent {
  readonly type: 'session'
  readonly sessionId: string | null
  readonly model: string | null
  readonly billing?: Billing | undefined
}

/** A piece of an answer that is still being written. The whole comes as a `message`. */
export interface TextDeltaEvent {
  readonly type: 'text-delta'
  readonly text: string
}

/** A finished piece of the agent's text. */
export interface MessageEvent {
  readonly type: 'message'
  readonly text: string
}

/** A finished piece of the agent's reasoning, where the CLI shows it. */
export interface ReasoningEvent {
  readonly type: 'reasoning'
  readonly text: string
}

/** The agent asked for a tool. */
export interface ToolStartEvent {
  readonly type: 'tool-start'
  readonly toolId: string
  readonly tool: string
  readonly input: unknown
}

/** A tool ended. `ok` is false when it failed or was not allowed. */
export interface ToolEndEvent {
  readonly type: 'tool-end'
  readonly toolId: string
  readonly ok: boolean
  readonly output: string | null
}

/** The agent changed a file. */
export interface FileChangeEvent {
  readonly type: 'file-change'
  readonly path: string
  readonly change: 'created' | 'updated' | 'deleted' | 'unknown'
}

/** Something the agent asked for was not permitted. */
export interface DeniedEvent {
  readonly type: 'denied'
  readonly tool: string
  readonly reason: string | null
}

/** The CLI is trying again by itself, or a middleware makes another attempt. Not a failure yet. */
export interface RetryEvent {
  readonly type: 'retry'
  readonly attempt: number | null
  /** Milliseconds; `null` when the CLI does not say. */
  readonly delayMs: number | null
  readonly reason: string | null
}

/** Something the user should know; the run goes on. */
export interface WarningEvent {
  readonly type: 'warning'
  readonly message: string
}

/** What this run has used so far, all models. Each such event replaces the one before. */
export interface UsageEvent {
  readonly type: 'usage'
  readonly usage: readonly ModelUsage[]
}

/** The CLI's own last word on the run. When there are several, the last one rules. */
export interface EndEvent {
  readonly type: 'end'
  /** The final answer; `null` when the CLI has no field for it (core then takes the last messages). */
  readonly response: string | null
  /** What the CLI gave as structured output; `undefined` when it gave none. */
  readonly structured?: unknown
  /** `null` when the CLI says all went well. */
  readonly failure: RunFailure | null
}

/** A line that the provider does not know or cannot read. */
export interface RawEvent {
  readonly type: 'raw'
  /** The line as printed; cut at 10,000 characters. */
  readonly line: string
}

/** What happens in a run, in one language for all providers. */
export type RunEvent =
  | ProcessStartEvent
  | SessionEvent
  | TextDeltaEvent
  | MessageEvent
  | ReasoningEvent
  | ToolStartEvent
  | ToolEndEvent
  | FileChangeEvent
  | DeniedEvent
  | RetryEvent
  | WarningEvent
  | UsageEvent
  | EndEvent
  | RawEvent

/** The events a provider's `parse` may make: all but the one of core. */
export type ProviderEvent = Exclude<RunEvent, ProcessStartEvent>
