import type { Access } from './access.ts'

/** What every provider understands, as a caller writes it. Absent means default. */
export interface SpawnInput {
  /** What the agent shall do. Not empty, no NUL character. */
  readonly prompt: string
  /** A model id, alias or logical name; `null` lets the CLI choose. @default null */
  readonly model?: string | null | undefined
  /** What the run may change at the most. @default what the provider's own options say, else 'read-only' */
  readonly access?: Access | undefined
  /** The agent's working directory. @default process.cwd() */
  readonly cwd?: string | undefined
  /** Variables for the child, beside the allowed ones. @default {} */
  readonly env?: Readonly<Record<string, string>> | undefined
  /** The id of a session to go on with; `null` starts a new one. @default null */
  readonly resume?: string | null | undefined
  /** Wall time for the whole run, in milliseconds; `null` for no limit. @default 600_000 */
  readonly timeoutMs?: number | null | undefined
  /** Longest silence, in milliseconds; `null` for no limit. @default 300_000 */
  readonly idleTimeoutMs?: number | null | undefined
  /** Keep the CLI's own JSON events in `rawOutput`. @default false */
  readonly outputJson?: boolean | undefined
  /**
   * A directory in which all that the CLI prints is kept as it comes, secrets removed: each run writes the next of
   * `1.jsonl`, `2.jsonl`, up to 256 MiB. @default none
   */
  readonly outputDirectory?: string | undefined
  /** Ask the CLI for `text-delta` events. @default false */
  readonly stream?: boolean | undefined
  /** Path of the CLI to run instead of the one found. */
  readonly executable?: string | undefined
  /** Aborting it cancels the run. */
  readonly signal?: AbortSignal | undefined
}

/** A request on its way to a provider: what middlewares see, change and pass on. */
export interface SpawnRequest extends SpawnInput {
  /** The id of the provider. */
  readonly provider: string
  /** The provider's own options. @default {} */
  readonly options?: Readonly<Record<string, unknown>> | undefined
}

/** A request that has been checked and completed; nothing in it is optional. */
export interface RunRequest<Options extends object = object> {
  readonly prompt: string
  /** The name to give to the CLI; `null` lets it choose. */
  readonly model: string | null
  /** What the caller asked for, before it was resolved. */
  readonly requestedModel: string | null
  /** What this run may change; the provider's command gives just this. */
  readonly access: Access
  /** Absolute. */
  readonly cwd: string
  /** A UUID made by core, for CLIs that take one. */
  readonly sessionId: string
  readonly resume: string | null
  readonly timeoutMs: number | null
  readonly idleTimeoutMs: number | null
  readonly outputJson: boolean
  readonly stream: boolean
  /** Completed by the provider's schema. */
  readonly options: Readonly<Options>
}

/** The names that belong to every request; a provider's own options may not use them. */
export const SPAWN_INPUT_KEYS: readonly (keyof SpawnInput)[] = [
  'prompt',
  'model',
  'access',
  'cwd',
  'env',
  'resume',
  'timeoutMs',
  'idleTimeoutMs',
  'outputJson',
  'outputDirectory',
  'stream',
  'executable',
  'signal',
]
