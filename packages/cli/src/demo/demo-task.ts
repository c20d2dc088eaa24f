import type { AgentResult, DelegationTask } from '@htmlgraph/core'

/** A task of the demo, and what should come of it. */
export interface DemoTask {
  readonly task: DelegationTask & { readonly taskId: string; readonly provider: string }
  readonly expected: AgentResult['outcome']
  /** What a reader should notice; `null` for nothing. */
  readonly remark: string | null
  /** The recording that is replayed; `null` for a real agent. */
  readonly recording: string | null
}

/** Tasks that are ready to be delegated. */
export interface DemoPlan extends Disposable {
  readonly mode: 'offline' | 'live'
  readonly tasks: readonly DemoTask[]
}
