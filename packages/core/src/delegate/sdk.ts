import { resolve } from 'node:path'
import { z } from 'zod'
import type { Spawn } from '../contract/index.ts'
import { findProjectRoot, loadConfig } from '../registry/index.ts'
import { explainSelection, type SelectionExplanation, type SelectOptions } from '../select/index.ts'
import { checkOptions, HeadlessSpawner, type SpawnerBase } from '../spawner/index.ts'
import {
  type CheckOptions,
  type CheckReport,
  COST_KEYS,
  type CostOptions,
  type CostReport,
  type DelegationRecord,
  type EdgeOptions,
  type GraphEdge,
  type NodeAddress,
  type NodeChange,
  type NodeCollection,
  type NodeReference,
  type OrderOptions,
  openStore,
  type ReindexReport,
  type Store,
  type TaskDelegations,
  type TraverseOptions,
  type Visit,
  type WatchOptions,
} from '../store/index.ts'
import type { DelegationTask } from './delegation-task.ts'
import { Delegator } from './delegator.ts'
import type { DelegationListener } from './live-delegation.ts'
import { ownOutcomes } from './own-outcomes.ts'
import { type ParallelDelegation, runJobs } from './parallel-delegation.ts'
import { planTasks, registerJobs } from './parallel-jobs.ts'
import { checkParallelOptions, type ParallelOptions } from './parallel-options.ts'
import {
  checkWaitOptions,
  type WaitOptions,
  waitForRecord,
  waitForSettled,
} from './wait-for-record.ts'

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
  #spawner: SDKOptions['spawner']
  #delegator: Delegator | null = null

  constructor(options: SDKOptions = {}) {
    checkOptions({ ...options }, { subject: 'SDK', schema: sdkOptions })
    this.agent = options.agent ?? 'orchestrator'
    this.root = options.root === undefined ? findProjectRoot(process.cwd()) : resolve(options.root)
    this.#store = openStore({ root: this.root, agent: this.agent })
    this.#spawner = options.spawner
  }

  /** The records. Reading them starts nothing and loads no configuration. */
  get taskDelegations(): TaskDelegations {
    return this.#store.taskDelegations
  }

  /**
   * The nodes of another directory of the store: features, notes, whatever the project calls them.
   *
   * ```ts
   * sdk.collection('features').where({ status: 'todo', properties: { effort: { lte: 3 } } })
   * ```
   *
   * @throws HG_NODE_ID_INVALID, HG_OPTION_INVALID
   */
  collection(name: string): NodeCollection {
    return this.#store.collection(name)
  }

  /** The links at a node of any collection. @throws HG_NODE_NOT_FOUND, HG_OPTION_INVALID, HG_FIELD_UNKNOWN */
  edges(node: NodeAddress, options?: EdgeOptions): readonly GraphEdge[] {
    return this.#store.edges(node, options)
  }

  /** The nodes that can be reached from a node. @throws as {@link edges} */
  traverse(node: NodeAddress, options?: TraverseOptions): readonly Visit[] {
    return this.#store.traverse(node, options)
  }

  /** Nodes in the order of their dependencies. @throws HG_GRAPH_CYCLE, and as {@link edges} */
  order(options?: OrderOptions): readonly NodeReference[] {
    return this.#store.order(options)
  }

  /**
   * What delegations cost. Those whose cost nobody knows are counted as `unmeasured`, and add nothing.
   *
   * ```ts
   * const { usd, unmeasured, groups } = sdk.costs({ by: ['model', 'taskType'] })
   * ```
   *
   * @throws HG_OPTION_UNKNOWN, HG_OPTION_INVALID, HG_FIELD_UNKNOWN
   */
  costs(options: CostOptions = {}): CostReport {
    return this.#store.costs(
      checkOptions({ ...options }, { subject: 'costs', schema: costOptions }),
    )
  }

  /**
   * As `explainSelection`, with the providers of this SDK's spawner and how the tasks of this project went.
   *
   * @throws HG_OPTION_INVALID, HG_OPTION_UNKNOWN, HG_MODEL_NONE
   */
  explainSelection(options: SelectOptions): SelectionExplanation {
    const { registry } = this.#spawns()
    const outcomes = ownOutcomes(this.taskDelegations)
    return explainSelection({ registry, outcomes, ...options })
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
    const { onEvent } = checkOptions(
      { ...options },
      { subject: 'delegate', schema: delegateOptions },
    )
    const delegator = this.#delegates()
    const plan = delegator.plan(task)
    delegator.register(plan)?.start(delegator.spawn, plan.request, onEvent)
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
      const waitFor = (id: string): Promise<DelegationRecord> =>
        this.waitFor(id, { signal: checked.signal })
      const jobs = registerJobs(planTasks(tasks, delegator), {
        delegator,
        options: checked,
        waitFor,
      })
      return { jobs, concurrency: checked.concurrency }
    })
  }

  /** The final record of a task, whoever runs it. @throws HG_TASK_NOT_FOUND, HG_WAIT_TIMEOUT */
  async waitFor(taskId: string, options: WaitOptions = {}): Promise<DelegationRecord> {
    const checked = checkWaitOptions(options)
    const live = this.#delegator?.find(taskId) ?? null
    if (live !== null) return waitForSettled(taskId, live.settled, checked)
    return waitForRecord(this.taskDelegations, taskId, checked)
  }

  /** The record of a task as it stands, or `null`. */
  async results(taskId: string): Promise<DelegationRecord | null> {
    return this.taskDelegations.get(taskId)
  }

  /** Stops a task of this process, or keeps it from beginning. @returns whether there was one. */
  cancel(taskId: string, reason?: string): boolean {
    const live = this.#delegator?.find(taskId) ?? null
    live?.cancel(reason)
    return live !== null
  }

  /**
   * Tells which nodes of a collection are made, changed and deleted from this call on, by whomever. Meanwhile this process
   * answers questions with edits in place too.
   *
   * ```ts
   * for await (const { kind, id } of sdk.watch({ signal })) {
   *   if (kind !== 'deleted') console.log(sdk.taskDelegations.get(id)?.status)
   * }
   * ```
   *
   * Several changes of one node that nobody has read yet are told as one; one may be told twice; none is lost. One loop
   * reads it; leaving the loop, aborting `signal` or {@link close} ends it.
   *
   * @throws HG_OPTION_INVALID, HG_OPTION_UNKNOWN; HG_STORE_UNWRITABLE when the directory cannot be read, at once or later.
   */
  watch(options: WatchOptions = {}): AsyncIterableIterator<NodeChange, undefined> {
    return this.#store.watch(
      checkOptions({ ...options }, { subject: 'watch', schema: watchOptions }),
    )
  }

  /**
   * Names what is wrong with the files of the store: torn, foreign, copied, with links that lead nowhere. Changes none.
   *
   * @throws HG_OPTION_UNKNOWN, HG_OPTION_INVALID, HG_STORE_UNWRITABLE
   */
  check(options: CheckOptions = {}): CheckReport {
    return this.#store.check(
      checkOptions({ ...options }, { subject: 'check', schema: checkingOptions }),
    )
  }

  /** Throws the index away and makes it anew out of the files. @throws HG_STORE_UNWRITABLE when there can be none. */
  reindex(): ReindexReport {
    return this.#store.reindex()
  }

  /**
   * Ends all watches and closes the file of the index. Runs go on, and every other call may still be made: it opens the
   * file again.
   */
  close(): void {
    this.#store.close()
  }

  /** Closes it at the end of a block: `using sdk = new SDK()`. */
  [Symbol.dispose](): void {
    this.close()
  }

  #spawns(): SpawnerBase & { readonly spawn: Spawn } {
    this.#spawner ??= new HeadlessSpawner({ cwd: this.root })
    return this.#spawner
  }

  #delegates(): Delegator {
    this.#delegator ??= new Delegator({
      store: this.#store,
      spawner: this.#spawns(),
      agents: loadConfig({ cwd: this.root }).agents,
      root: this.root,
    })
    return this.#delegator
  }
}

const sdkOptions = z.object({
  agent: z.string().min(1).optional(),
  root: z.string().min(1).optional(),
  spawner: z.custom<SDKOptions['spawner']>((value) => typeof value === 'object').optional(),
})

const watchOptions = z.object({
  collection: z.string().optional(),
  signal: z.instanceof(AbortSignal).optional(),
  debounceMs: z.number().optional(),
})

const costOptions = z.object({
  by: z.array(z.enum(COST_KEYS)).optional(),
  where: z.custom<CostOptions['where']>((value) => typeof value === 'object').optional(),
  since: z.date().optional(),
})

const checkingOptions = z.object({ strict: z.boolean().optional() })

const delegateOptions = z.object({
  onEvent: z.custom<DelegationListener>((value) => typeof value === 'function').optional(),
})
