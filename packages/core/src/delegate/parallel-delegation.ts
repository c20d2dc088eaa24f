import { Awaitable } from '../spawner/index.ts'
import type { DelegationRecord } from '../store/index.ts'

/** Tasks under way: await it for all final records by id, iterate it for each as it comes. */
export interface ParallelDelegation
  extends Promise<Map<string, DelegationRecord>>,
    AsyncIterable<[taskId: string, record: DelegationRecord]> {}

/** A task that waits for its turn. */
export interface Job {
  readonly taskId: string
  run(): Promise<DelegationRecord>
}

/** Jobs that are all durable, and how many of them may run at the same time. */
export interface Batch {
  readonly jobs: readonly Job[]
  readonly concurrency: number
}

/** Opens a batch and runs its jobs in their order. */
export function runJobs(open: () => Promise<Batch>): ParallelDelegation {
  return new JobPool(open)
}

class JobPool extends Awaitable<Map<string, DelegationRecord>> implements ParallelDelegation {
  readonly [Symbol.toStringTag]: string = 'ParallelDelegation'
  protected readonly promise: Promise<Map<string, DelegationRecord>>
  readonly #settled: [taskId: string, record: DelegationRecord][] = []
  readonly #errors: unknown[] = []
  #isOver = false
  #step = Promise.withResolvers<void>()

  constructor(open: () => Promise<Batch>) {
    super()
    this.promise = this.#runAll(open).finally(() => {
      this.#isOver = true
      this.#step.resolve()
    })
  }

  /** Each iteration tells of every task from the first on. */
  async *[Symbol.asyncIterator](): AsyncGenerator<[string, DelegationRecord], void, undefined> {
    this.promise.catch(() => {})
    for (let told = 0; ; ) {
      const next = this.#settled[told]
      if (next !== undefined) {
        told += 1
        yield next
      } else if (this.#isOver) {
        await this.promise
        return
      } else {
        await this.#step.promise
      }
    }
  }

  async #runAll(open: () => Promise<Batch>): Promise<Map<string, DelegationRecord>> {
    const { jobs, concurrency } = await open()
    const waiting = jobs.values()
    const workers = Math.min(concurrency, jobs.length)
    await Promise.all(Array.from({ length: workers }, () => this.#work(waiting)))
    if (this.#errors.length > 1)
      throw new AggregateError(this.#errors, 'Several records could not be kept.')
    if (this.#errors.length === 1) throw this.#errors[0]
    const records = new Map(this.#settled)
    return new Map(jobs.map(({ taskId }) => [taskId, records.get(taskId) as DelegationRecord]))
  }

  /** One task's failure hides no other: an error is kept until all are done. */
  async #work(waiting: Iterable<Job>): Promise<void> {
    for (const job of waiting) {
      try {
        this.#settled.push([job.taskId, await job.run()])
      } catch (error) {
        this.#errors.push(error)
      }
      this.#step.resolve()
      this.#step = Promise.withResolvers()
    }
  }
}
