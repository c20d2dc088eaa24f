/** How much a model can and costs, as a rough class. */
export type ModelClass = 'frontier' | 'balanced' | 'fast'

/** How a model did with this CLI on a public benchmark of one kind of task. */
export interface MeasuredQuality {
  /** As `debugging`. */
  readonly taskType: string
  /** The share of tasks solved, 0 to 1. */
  readonly passRate: number
  /** US dollars a task; `null` when they were not measured. */
  readonly costUsd: number | null
  readonly benchmark: string
  /** How many tasks it has; `null` for hundreds. */
  readonly tasks: number | null
  /** `YYYY-MM-DD`. */
  readonly measuredOn: string
}

/** A model that a provider's CLI takes. */
export interface ModelSpec {
  /** The full id, as the CLI reports it. */
  readonly id: string
  /** Short names that the CLI itself understands; passed on as they are. */
  readonly aliases?: readonly string[] | undefined
  /** Names people use that the CLI does not understand; replaced by the first alias, or the id. */
  readonly logicalNames?: readonly string[] | undefined
  readonly class: ModelClass
  /** Tokens, as the CLI has it; `null` when it is not known. */
  readonly contextWindow: number | null
  readonly status: 'active' | 'deprecated' | 'retired'
  /** The day the model goes or went out of service, `YYYY-MM-DD`. */
  readonly retiresOn?: string | undefined
  /** The model to use instead; a retired model with a successor is replaced, with a warning. */
  readonly successor?: string | undefined
  /** What it was measured to do, for the selection of models. @default nothing */
  readonly measured?: readonly MeasuredQuality[] | undefined
}

/** What a CLI can do. `unknown` is an honest answer. */
export type Capability = boolean | 'unknown'

/** The abilities that callers may ask about before they spawn. */
export interface Capabilities {
  /** Goes on with an earlier session. */
  readonly resume: Capability
  /** Takes MCP servers. */
  readonly mcp: Capability
  /** Answers in a given JSON schema. */
  readonly schema: Capability
  /** Holds shell commands inside the working directory. */
  readonly sandbox: Capability
  /** Prints the answer while it is written. */
  readonly stream: Capability
}
