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
