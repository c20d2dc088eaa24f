import { HtmlGraphError } from '../contract/index.ts'
import { printValue } from '../spawner/index.ts'
import type { DelegationRecord } from '../store/index.ts'
import type { DelegationTask } from './delegation-task.ts'
import type { Delegator } from './delegator.ts'
import type { LiveDelegation } from './live-delegation.ts'
import type { Job } from './parallel-delegation.ts'
import type { CompleteParallelOptions } from './parallel-options.ts'
import type { Plan } from './plan.ts'
import { requestHash } from './request-hash.ts'

/** What jobs are made with. */
export interface JobContext {
  readonly delegator: Delegator
  readonly options: CompleteParallelOptions
  /** The final record of a task that somebody else runs. */
  waitFor(taskId: string): Promise<DelegationRecord>
}

/** Checks all tasks of one call. Nothing is spawned or written. @throws HtmlGraphError for a caller's mistake. */
export function planTasks(tasks: readonly DelegationTask[], delegator: Delegator): readonly Plan[] {
  if (!Array.isArray(tasks)) {
    throw new HtmlGraphError({
      code: 'HG_OPTION_INVALID',
      message: `parallelDelegate: tasks is ${printValue(tasks)}; expected a list of tasks.`,
    })
  }
  const plans = tasks.map((task: DelegationTask) => delegator.plan(task))
  assertDistinct(plans)
  return plans
}

/** All records are there before the first agent starts; where one cannot be made, none of the tasks begins. */
export function registerJobs(plans: readonly Plan[], context: JobContext): Job[] {
  const registered: LiveDelegation[] = []
  try {
    return plans.map((plan) => {
      const { taskId } = plan.task
      const live = context.delegator.register(plan)
      if (live === null) return { taskId, run: () => context.waitFor(taskId) }
      registered.push(live)
      return { taskId, run: () => startJob(live, plan, context) }
    })
  } catch (error) {
    for (const live of registered) {
      live.discard('Another task of the same call could not be recorded.')
    }
    throw error
  }
}

function startJob(
  live: LiveDelegation,
  { request }: Plan,
  { delegator, options }: JobContext,
): Promise<DelegationRecord> {
  live.start(delegator.spawn, { ...request, signal: options.signal }, options.onEvent)
  return live.settled
}

/** Two tasks of one call with one id must be the same task, or one would silently be lost. */
function assertDistinct(plans: readonly Plan[]): void {
  const identities = new Map<string, string>()
  for (const plan of plans) {
    const { taskId } = plan.task
    // Some disks take `Task-A` and `task-a` for one file.
    const id = taskId.toLowerCase()
    const identity = `${taskId} ${requestHash(plan)}`
    if ((identities.get(id) ?? identity) !== identity) {
      throw new HtmlGraphError({
        code: 'HG_TASK_EXISTS',
        message: `parallelDelegate: two different tasks have the id "${taskId}"; expected one id a task.`,
        details: { taskId },
      })
    }
    identities.set(id, identity)
  }
}
