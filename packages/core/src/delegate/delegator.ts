import { hostname } from 'node:os'
import { setTimeout as delay } from 'node:timers/promises'
import {
  HtmlGraphError,
  type Run,
  type RunEvent,
  type Spawn,
  type SpawnRequest,
} from '../contract/index.ts'
import type { AgentRole } from '../registry/index.ts'
import { beforeDeath } from '../runner/index.ts'
import type { SpawnerBase } from '../spawner/index.ts'
import type { DelegationChanges, DelegationRecord, Store } from '../store/index.ts'
import { type CheckedTask, checkTask, type DelegationTask } from './delegation-task.ts'
import { changesOfCrash, changesOfResult, changesOfStart, recordOfTask } from './record-run.ts'
import { requestHash } from './request-hash.ts'
import { resolveTask } from './roles.ts'

/** A disk that is full or away gets this long to come back before a result is given up, in milliseconds. */
const STORE_RETRY_DELAYS_MS = [200, 1_000, 5_000]

/** Hears what happens in a delegated run. */
export type DelegationListener = (event: RunEvent, taskId: string) => void

/** What a delegator works with. */
export interface DelegatorContext {
  readonly store: Store
  readonly spawner: SpawnerBase & { readonly spawn: Spawn }
  readonly agents: Readonly<Record<string, AgentRole>>
  readonly root: string
}

/** A task that passed every check, and what it makes a spawner do. */
export interface Plan {
  readonly task: CheckedTask
  readonly request: SpawnRequest
}

interface LiveTask {
  readonly run: Run
  readonly settled: Promise<DelegationRecord>
}

/** Runs tasks in this process and keeps their records: durable before the agent starts, final whatever happens. */
export class Delegator {
  readonly #context: DelegatorContext
  readonly #live = new Map<string, LiveTask>()

  constructor(context: DelegatorContext) {
    this.#context = context
  }

  /** Checks a task. Nothing is spawned or written. @throws HtmlGraphError for a caller's mistake. */
  plan(input: DelegationTask): Plan {
    const task = checkTask(input)
    const { spawner, store } = this.#context
    const request = resolveTask(task, { ...this.#context, registry: spawner.registry })
    spawner.check(request)
    this.#findSame(task)
    store.assertWritable()
    return { task, request }
  }

  /**
   * Makes the durable record of a plan.
   *
   * @returns false when the same task has a record already: it runs, or it has run.
   * @throws HG_TASK_EXISTS when another task has the id.
   */
  register({ task, request }: Plan): boolean {
    if (this.#findSame(task) !== null) return false
    try {
      this.#context.store.taskDelegations.create(recordOfTask(task, request))
      return true
    } catch (error) {
      // Another process may have been faster with the same task.
      if (this.#findSame(task) !== null) return false
      throw error
    }
  }

  /** Starts the run of a registered plan. @returns its final record. */
  start(plan: Plan, listener?: DelegationListener): Promise<DelegationRecord> {
    const { taskId } = plan.task
    const run = this.#context.spawner.spawn(plan.request)
    const hear = (event: RunEvent): void => {
      if (event.type === 'process-start') {
        this.#save(taskId, changesOfStart(event.pid, plan.request.provider, new Date()))
      }
      listener?.(event, taskId)
    }
    const settled = this.#follow(taskId, run, hear)
    this.#live.set(taskId, { run, settled })
    return settled
  }

  /** The final record of a task that runs in this process; `null` when none of this id does. */
  settled(taskId: string): Promise<DelegationRecord> | null {
    return this.#live.get(taskId)?.settled ?? null
  }

  /** Stops a run of this process. @returns whether there was one. */
  cancel(taskId: string, reason?: string): boolean {
    const live = this.#live.get(taskId)
    live?.run.cancel(reason)
    return live !== undefined
  }

  async #follow(
    taskId: string,
    run: Run,
    hear: (event: RunEvent) => void,
  ): Promise<DelegationRecord> {
    const forget = beforeDeath(() => this.#save(taskId, changesOfCrash(DEATH, new Date())))
    try {
      for await (const event of run) hear(event)
      return await this.#keep(taskId, changesOfResult(await run, new Date()))
    } catch (error) {
      run.cancel()
      const reason = error instanceof Error ? error.message : String(error)
      return await this.#keep(taskId, changesOfCrash(reason, new Date()))
    } finally {
      forget()
      this.#live.delete(taskId)
    }
  }

  #save(taskId: string, changes: DelegationChanges): DelegationRecord {
    return this.#context.store.taskDelegations.update(taskId, changes)
  }

  /** A result has cost money: it is held and written again until the store takes it. */
  async #keep(taskId: string, changes: DelegationChanges): Promise<DelegationRecord> {
    for (const delayMs of STORE_RETRY_DELAYS_MS) {
      try {
        return this.#save(taskId, changes)
      } catch {
        await delay(delayMs)
      }
    }
    return this.#save(taskId, changes)
  }

  /** The record of the same task, if it has one. @throws HG_TASK_EXISTS when it is of another task. */
  #findSame(task: CheckedTask): DelegationRecord | null {
    const record = this.#context.store.taskDelegations.get(task.taskId)
    if (record === null || record.requestHash === requestHash(task)) return record
    throw new HtmlGraphError({
      code: 'HG_TASK_EXISTS',
      message: `delegate: the id "${task.taskId}" belongs to another task; expected the same prompt, agent and options, or a new id.`,
      hint: 'Choose another taskId, or leave it out to get a unique one.',
      details: { taskId: task.taskId },
    })
  }
}

const DEATH = `The orchestrator (pid ${process.pid} on ${hostname()}) ended while the agent was running.`
