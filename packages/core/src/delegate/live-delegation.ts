import { setTimeout as delay } from 'node:timers/promises'
import {
  type AgentResult,
  isHtmlGraphError,
  type RunEvent,
  type Spawn,
  type SpawnRequest,
} from '../contract/index.ts'
import { beforeDeath } from '../runner/index.ts'
import type { DelegationRecord, DelegationUpdate, Store } from '../store/index.ts'
import { changesOfCrash, changesOfDeath, changesOfResult, changesOfStart } from './record-run.ts'

/** A disk that is full or away gets this long to come back before a result is given up, in milliseconds. */
const STORE_RETRY_DELAYS_MS = [200, 1_000, 5_000]

/** Hears what happens in a delegated run. */
export type DelegationListener = (event: RunEvent, taskId: string) => void

/** One task of this process, from its durable record to its final one. */
export class LiveDelegation {
  readonly taskId: string
  readonly #store: Store
  readonly #abort = new AbortController()
  readonly #settled = Promise.withResolvers<DelegationRecord>()
  readonly #forget: () => void

  /** From here on the record becomes final also when this process dies, whether the run has begun or not. */
  constructor(taskId: string, store: Store) {
    this.taskId = taskId
    this.#store = store
    this.#forget = beforeDeath(() => this.#save((record) => changesOfDeath(record, new Date())))
    // Who waits hears of it as well; if nobody does, it must not end the other runs.
    this.#settled.promise.catch((error: unknown) =>
      warn(taskId, 'its record could not be kept', error),
    )
  }

  /** The final record. Rejects only when the store takes none. */
  get settled(): Promise<DelegationRecord> {
    return this.#settled.promise
  }

  /** Runs the task. */
  start(spawn: Spawn, request: SpawnRequest, listener?: DelegationListener): void {
    const signals = [this.#abort.signal, request.signal].filter((signal) => signal !== undefined)
    const run = this.#run(spawn, { ...request, signal: AbortSignal.any(signals) }, listener)
    void this.#settle(run)
  }

  /** Stops the run, or keeps it from beginning. */
  cancel(reason = 'The task was cancelled.'): void {
    this.#abort.abort(reason)
  }

  /** Ends a task that will never begin. */
  discard(reason: string): void {
    void this.#settle(Promise.resolve((record) => changesOfDeath(record, new Date(), reason)))
  }

  async #run(
    spawn: Spawn,
    request: SpawnRequest,
    listener: DelegationListener | undefined,
  ): Promise<DelegationUpdate> {
    try {
      const outputDirectory = this.#store.createOutputDirectory(this.taskId)
      const run = spawn({ ...request, outputDirectory })
      for await (const event of run) this.#hear(event, listener)
      const result: AgentResult = await run
      return changesOfResult(result, new Date())
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      return (record) => changesOfCrash(record, reason, new Date())
    }
  }

  /** What fails here, the listener or the store, must not cost the run: its end is what counts. */
  #hear(event: RunEvent, listener: DelegationListener | undefined): void {
    try {
      if (event.type === 'process-start') {
        this.#save((record) => changesOfStart(record, event, new Date()))
      }
      listener?.(event, this.taskId)
    } catch (error) {
      warn(this.taskId, `the event "${event.type}" could not be handled`, error)
    }
  }

  async #settle(end: Promise<DelegationUpdate>): Promise<void> {
    try {
      this.#settled.resolve(await this.#keep(await end))
    } catch (error) {
      this.#settled.reject(error)
    } finally {
      this.#forget()
    }
  }

  #save(changes: DelegationUpdate): DelegationRecord {
    return this.#store.taskDelegations.update(this.taskId, changes)
  }

  /** A result has cost money: it is held and written again until the store takes it, unless it never will. */
  async #keep(changes: DelegationUpdate): Promise<DelegationRecord> {
    for (const delayMs of STORE_RETRY_DELAYS_MS) {
      try {
        return this.#save(changes)
      } catch (error) {
        if (isHtmlGraphError(error) && error.code !== 'HG_STORE_UNWRITABLE') throw error
        await delay(delayMs)
      }
    }
    return this.#save(changes)
  }
}

function warn(taskId: string, what: string, error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error)
  process.emitWarning(`htmlgraph, task ${taskId}: ${what}: ${reason}`)
}
