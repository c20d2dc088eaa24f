import type { ModelUsage } from '@htmlgraph/core/provider'

/** A tool that was asked for and has not answered. */
export interface OpenTool {
  readonly tool: string
  /** The file it is to change, if it is one that does. */
  readonly path: string | null
}

/** What the lines so far said that later ones need. */
export interface StreamState {
  hasSession: boolean
  model: string | null
  usage: readonly ModelUsage[]
  readonly openTools: Map<string, OpenTool>
  /** Calls whose denial was told, since the result lists them again. */
  readonly deniedCalls: Set<string>
}

/** Most calls that are remembered, of either kind: a stream that never answers must not fill the memory. */
const MOST_CALLS = 10_000

/** Remembers a call until it is answered. Beyond 10 000 the oldest is forgotten. */
export function rememberTool(state: StreamState, toolId: string, tool: OpenTool): void {
  state.openTools.set(toolId, tool)
  dropOldest(state.openTools)
}

/** Remembers that a denial was told. Beyond 10 000 the oldest is forgotten. */
export function rememberDenial(state: StreamState, toolId: string): void {
  state.deniedCalls.add(toolId)
  dropOldest(state.deniedCalls)
}

function dropOldest(calls: Map<string, unknown> | Set<string>): void {
  const [oldest] = calls.keys()
  if (calls.size > MOST_CALLS && oldest !== undefined) calls.delete(oldest)
}

/** The state before the first line. */
export function createStreamState(): StreamState {
  return {
    hasSession: false,
    model: null,
    usage: [],
    openTools: new Map(),
    deniedCalls: new Set(),
  }
}
