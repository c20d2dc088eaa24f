import type { AgentResult } from './agent-result.ts'
import type { RunEvent } from './run-event.ts'
import type { RunRequest, SpawnRequest } from './run-request.ts'

/**
 * A run that has begun: await it for the result, iterate it for the events.
 *
 * A caller's mistake rejects with an `HtmlGraphError`; everything that goes wrong later is a result.
 * An iterator that has begun holds the agent back when it reads too slowly, so read to the end or leave the loop.
 */
export interface Run<Raw = unknown>
  extends Promise<AgentResult<Raw>>,
    AsyncIterable<RunEvent, AgentResult<Raw>, undefined> {
  /** Stops the agent and all that it started. The run settles as `cancelled`, unless it had ended. */
  cancel(reason?: string): void
}

/** Starts a run. The spawner, a middleware around it and a composition are all of this shape. */
export interface Spawn {
  (request: SpawnRequest): Run
  /**
   * Checks a request as the call would, and completes it. Spawns nothing. Absent where nobody can tell beforehand.
   *
   * @throws HtmlGraphError for a caller's mistake.
   */
  readonly check?: ((request: SpawnRequest) => RunRequest) | undefined
}

/** Wraps a spawn: retry, fallback, cache, tracing. Written with `defineMiddleware`. */
export type Middleware = (next: Spawn) => Spawn
