import type { Access, AgentResult, Plugin, SpawnInput } from '@htmlgraph/core/provider'

/** Common and own options, flat, as `spawn` takes them; the prompt is the suite's. */
export type ConformanceInput = Omit<Partial<SpawnInput>, 'prompt' | 'executable' | 'signal'> &
  Readonly<Record<string, unknown>>

/** What a recorded run must come to. What is absent is not compared. */
export interface RecordingExpectation {
  readonly outcome: AgentResult['outcome']
  /** The kind of the error, `null` for none; give it for everything but `completed`. */
  readonly kind?: NonNullable<AgentResult['error']>['kind'] | null | undefined
  /** The whole text, or a pattern that it fits. */
  readonly response?: string | RegExp | undefined
  readonly structured?: unknown
  readonly tokensUsed?: number | null | undefined
  /** US dollars. */
  readonly cost?: number | null | undefined
  readonly model?: string | null | undefined
  readonly sessionId?: string | null | undefined
  /** The tools that were denied, in order. */
  readonly denials?: readonly string[] | undefined
  /** What the run is asked for beside the prompt. @default {} */
  readonly input?: ConformanceInput | undefined
}

/** Which access some options give. */
export interface AccessExpectation {
  readonly input: ConformanceInput
  /** The access of the run, or `refused` for HG_ACCESS_REFUSED. */
  readonly access: Access | 'refused'
}

/** What {@link testProvider} takes. */
export interface ConformanceInit {
  readonly plugin: Plugin
  /** Which provider of the plugin. @default its first */
  readonly id?: string | undefined
  /** The folder that holds the recordings. */
  readonly directory: string
  /** What each recording must come to, by the name of its folder. */
  readonly recordings: Readonly<Record<string, RecordingExpectation>>
  /** The recording that the other cases are made from: a plain one in which the agent says something. @default the first that is `completed` */
  readonly sample?: string | undefined
  /** Own options that every run needs. @default {} */
  readonly input?: ConformanceInput | undefined
  /** Which access the provider's own options give. @default [] */
  readonly access?: readonly AccessExpectation[] | undefined
  /** What the CLI prints when it asks for a login, or for trust in a directory, and waits. */
  readonly loginPrompt?: string | undefined
  /** Cases that this provider cannot pass, by name, each with the reason. A case that passes after all fails the suite. @default {} */
  readonly exceptions?: Readonly<Record<string, string>> | undefined
}
