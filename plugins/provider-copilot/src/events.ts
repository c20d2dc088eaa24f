import {
  type Billing,
  type Collected,
  crashedBefore,
  describeExit,
  type Finish,
  isEndedBySignal,
  type JsonObject,
  type Provider,
  type ProviderEvent,
  parseJsonLines,
  type RunExit,
  type RunFailure,
  type RunRequest,
  readAmount,
  readObject,
  readObjects,
  readText,
  ToolLog,
  toFailure,
} from '@htmlgraph/core/provider'
import { copilotFailures } from './failures.ts'
import type { CopilotOptions } from './options.ts'
import { readFiles } from './usage.ts'

/** One line of `copilot --output-format=json`. Its schema has 166 types; fields are as Copilot CLI prints them. */
export interface CopilotEvent {
  readonly type: string
  /** Of all but `result`. */
  readonly data?: Readonly<Record<string, unknown>>
  /** Of `result`, the last line. */
  readonly sessionId?: string
  readonly exitCode?: number
  readonly [field: string]: unknown
}

/** What the lines so far said that later ones need. */
class StreamState {
  readonly tools: ToolLog = new ToolLog()
  /** Tools that the flags took away. */
  removed: readonly string[] = []
  model: string | null = null
  billing: Billing = 'unknown'
  /** The text of the last message that asks for no tool. */
  answer = ''
  failure: RunFailure | null = null
  /** The model call that failed last; says more than `session.error`. */
  failedCall: JsonObject = {}
  isEmpty = false
}

/** Copilot CLI's own words in the model's place, and for an answer without words. */
const FILTERED = 'The model returned no content because the response was blocked by content filtering.'
const EMPTY = /^No response was returned/

const CHANGES = new Map([
  ['create', 'created'],
  ['edit', 'updated'],
  ['delete', 'deleted'],
] as const)

/** Types that tell nothing a user needs: progress of what other lines report. */
const QUIET = [
  ...['background_tasks_changed', 'mode_notice_delivered', 'autopilot_stopped', 'skills_loaded'],
  ...['mcp_server_status_changed', 'title_changed', 'usage_info', 'todos_changed', 'idle'],
  ...['custom_agents_updated', 'compaction_start', 'compaction_complete', 'truncation'],
].map((name) => `session.${name}`)

const QUIET_OTHERS = [
  ...['idle', 'intent', 'message_start', 'reasoning', 'reasoning_delta', 'streaming_delta'],
  ...['tool_call_delta', 'turn_start', 'turn_end', 'usage'],
]
