import { resolve } from 'node:path'
import { HtmlGraphError, type Spawn } from '../contract/index.ts'
import { findProjectRoot, loadConfig } from '../registry/index.ts'
import { HeadlessSpawner, type SpawnerBase } from '../spawner/index.ts'
import {
  type DelegationRecord,
  openStore,
  type Store,
  type TaskDelegations,
} from '../store/index.ts'
import type { DelegationTask } from './delegation-task.ts'
import { type DelegationListener, Delegator, type Plan } from './delegator.ts'
import { type Job, type ParallelDelegation, runJobs } from './parallel-delegation.ts'
import {
  type CompleteParallelOptions,
  checkParallelOptions,
  type ParallelOptions,
} from './parallel-options.ts'
import { requestHash } from './request-hash.ts'
import { type WaitOptions, waitForRecord } from './wait-for-record.ts'

/** What an SDK is made with. */
export interface SDKOptions {
  /** Who delegates: the `agent` of records that it creates itself. @default 'orchestrator' */
  readonly agent?: string | undefined
  /** The project root, which holds `.htmlgraph/`. @default the nearest one above process.cwd() */
  readonly root?: string | undefined
  /** What runs the agents, for example a composed one. @default a spawner with the discovered providers */
  readonly spawner?: (SpawnerBase & { readonly spawn: Spawn }) | undefined
}

/** How one task is delegated. */
export interface DelegateOptions {
  /** Hears the events of the run. */
  readonly onEvent?: DelegationListener | undefined
}

/**
 * Delegates tasks and reads their records, for one project.
 *
 * ```ts
 * const sdk = new SDK({ agent: 'orchestrator' })
 * const taskId = await sdk.delegate({ prompt: 'Write the tests', agent: 'tester' })
 * const record = await sdk.waitFor(taskId)
 * ```
 */
export class SDK {
  readonly agent: string
  /** Absolute. */
  readonly root: string
  readonly #store: Store
  readonly #givenSpawner: SDKOptions['spawner']
  #delegator: Delegator | null = null

  constructor(options: SDKOptions = {}) {
    this.agent = options.agent ?? 'orchestrator'
    this.root = options.root === undefined ? findProjectRoot(process.cwd()) : resolve(options.root)
    this.#store = openStore({ root: this.root, agent: this.agent })
    this.#givenSpawner = options.spawner
  }

  /** The records. Reading them starts nothing and loads no configuration. */
  get taskDelegations(): TaskDelegations {
    return this.#store.taskDelegations
  }

  /** The absolute path of the directory that holds the records. */
  get directory(): string {
    return this.#store.directory
  }

  /**
   * Makes a task durable and starts its run, which goes on in this process.
   *
   * The same id with the same prompt, agent and options is the same task and is run once.
   *
   * @returns the task's id, once its record is on disk.
   * @throws HtmlGraphError for a caller's mistake, before anything is spawned or written.
   */
  async delegate(task: DelegationTask, options: DelegateOptions = {}): Promise<string> {
    const delegator = this.#delegates()
    const plan = delegator.plan(task)
    if (delegator.register(plan)) void delegator.start(plan, options.onEvent)
    return plan.task.taskId
  }

  /**
   * Runs several tasks, a few at a time. Every record is durable before the first agent starts.
   *
   * Await it for a `Map` of the final records by id, or iterate it to get each as it comes.
   */
  parallelDelegate(
    tasks: readonly DelegationTask[],
    options: ParallelOptions = {},
  ): ParallelDelegation {
    return runJobs(async () => {
      const checked = checkParallelOptions(options)
      const delegator = this.#delegates()
      const plans = tasks.map((task) => delegator.plan(task))
      assertDistinct(plans)
      return {
        jobs: plans.map((plan) => this.#job(delegator, plan, checked)),
        concurrency: checked.concurrency,
      }
    })
  }

  /** The final record of a task, whoever runs it. @throws HG_TASK_NOT_FOUND, HG_WAIT_TIMEOUT */
  waitFor(taskId: string, options: WaitOptions = {}): Promise<DelegationRecord> {
    const settled = this.#delegator?.settled(taskId) ?? null
    return settled ?? waitForRecord(this.taskDelegations, taskId, options)
  }

  /** The record of a task as it stands, or `null`. */
  async results(taskId: string): Promise<DelegationRecord | null> {
    return this.taskDelegations.get(taskId)
  }

  /** Stops a run of this process. @returns whether there was one. */
  cancel(taskId: string, reason?: string): boolean {
    return this.#delegator?.cancel(taskId, reason) ?? false
  }

  #job(delegator: Delegator, plan: Plan, { signal, onEvent }: CompleteParallelOptions): Job {
    const { taskId } = plan.task
    const isNew = delegator.register(plan)
    const request = { ...plan.request, signal }
    return {
      taskId,
      run: () => (isNew ? delegator.start({ ...plan, request }, onEvent) : this.waitFor(taskId)),
    }
  }

  #delegates(): Delegator {
    this.#delegator ??= new Delegator({
      store: this.#store,
      spawner: this.#givenSpawner ?? new HeadlessSpawner({ cwd: this.root }),
      agents: loadConfig({ cwd: this.root }).agents,
      root: this.root,
    })
    return this.#delegator
  }
}

/** Two tasks of one call with one id must be the same task, or one would silently be lost. */
function assertDistinct(plans: readonly Plan[]): void {
  const hashes = new Map<string, string>()
  for (const { task } of plans) {
    const id = task.taskId.toLowerCase()
    const hash = requestHash(task)
    if ((hashes.get(id) ?? hash) !== hash) {
      throw new HtmlGraphError({
        code: 'HG_TASK_EXISTS',
        message: `parallelDelegate: two different tasks have the id "${task.taskId}"; expected one id a task.`,
        details: { taskId: task.taskId },
      })
    }
    hashes.set(id, hash)
  }
}
