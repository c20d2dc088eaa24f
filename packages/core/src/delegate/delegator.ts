import { HtmlGraphError, type Spawn } from '../contract/index.ts'
import type { AgentRole } from '../registry/index.ts'
import type { SpawnerBase } from '../spawner/index.ts'
import type { DelegationRecord, Store } from '../store/index.ts'
import { isAbandoned } from './abandoned.ts'
import { checkTask, type DelegationTask } from './delegation-task.ts'
import { LiveDelegation } from './live-delegation.ts'
import type { Plan } from './plan.ts'
import { changesOfRestart, isSettled, recordOfTask } from './record-run.ts'
import { requestHash } from './request-hash.ts'
import { resolveTask } from './roles.ts'

/** What a delegator works with. */
export interface DelegatorContext {
  readonly store: Store
  readonly spawner: SpawnerBase & { readonly spawn: Spawn }
  readonly agents: Readonly<Record<string, AgentRole>>
  readonly root: string
}

/** Checks tasks, makes their records and keeps those that run in this process. */
export class Delegator {
  readonly #context: DelegatorContext
  readonly #live = new Map<string, LiveDelegation>()

  constructor(context: DelegatorContext) {
    this.#context = context
  }

  /** What runs the agents. */
  get spawn(): Spawn {
    return this.#context.spawner.spawn
  }

  /** Checks a task. Nothing is spawned or written. @throws HtmlGraphError for a caller's mistake. */
  plan(input: DelegationTask): Plan {
    const task = checkTask(input)
    const { spawner, store } = this.#context
    const request = resolveTask(task, { ...this.#context, registry: spawner.registry })
    const plan = { task, request }
    spawner.check(request)
    store.taskDelegations.check(recordOfTask(plan))
    this.#findSame(plan)
    store.assertWritable()
    return plan
  }

  /**
   * Makes the durable record of a plan.
   *
   * @returns `null` when the same task has a record already: it runs, or it has run.
   * @throws HG_TASK_EXISTS when another task has the id.
   */
  register(plan: Plan): LiveDelegation | null {
    const { store } = this.#context
    const records = store.taskDelegations
    const { taskId } = plan.task
    const same = this.#findSame(plan)
    if (same !== null) {
      if (!hasNeverRun(same)) return null
      records.update(taskId, changesOfRestart(plan))
    } else {
      try {
        records.create(recordOfTask(plan))
      } catch (error) {
        // Another process may have been faster with the same task.
        if (this.#findSame(plan) !== null) return null
        throw error
      }
    }
    const live = new LiveDelegation(taskId, store)
    this.#live.set(taskId, live)
    // One whose record could not be kept stays, so that `waitFor` tells of it.
    live.settled.then(() => this.#live.delete(taskId)).catch(() => {})
    return live
  }

  /** A task of this process that is not settled yet, or could not be. */
  find(taskId: string): LiveDelegation | null {
    return this.#live.get(taskId) ?? null
  }

  /** The record of the same task, if it has one. @throws HG_TASK_EXISTS when it is of another task. */
  #findSame(plan: Plan): DelegationRecord | null {
    const { taskId } = plan.task
    const record = this.#context.store.taskDelegations.get(taskId)
    if (record === null || record.requestHash === requestHash(plan)) return record
    throw new HtmlGraphError({
      code: 'HG_TASK_EXISTS',
      message: `delegate: the id "${taskId}" belongs to another task; expected the same prompt, agent, options and working directory, or a new id.`,
      hint: 'Choose another taskId, or leave it out to get a unique one.',
      details: { taskId },
    })
  }
}

/** No agent ever started for it, so that to run it is to run it once: its CLI was missing, or its orchestrator died. */
function hasNeverRun(record: DelegationRecord): boolean {
  return (
    record.pid === null && (isSettled(record) ? record.status !== 'completed' : isAbandoned(record))
  )
}
