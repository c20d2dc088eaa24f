import { setTimeout as delay } from 'node:timers/promises'
import { HtmlGraphError } from '../contract/index.ts'
import type { DelegationRecord, TaskDelegations } from '../store/index.ts'

/** A record of another process is looked at this often. */
const POLL_MS = 200

/** How long to wait for a task. */
export interface WaitOptions {
  /** Milliseconds; `null` waits for ever. @default null */
  readonly timeoutMs?: number | null | undefined
}

/** Whether nothing more will happen to the record. */
export function isSettled(record: DelegationRecord): boolean {
  return record.status !== 'pending' && record.status !== 'in-progress'
}

/**
 * Waits until a record that another process keeps is final.
 *
 * @throws HG_TASK_NOT_FOUND, HG_WAIT_TIMEOUT
 */
export async function waitForRecord(
  records: TaskDelegations,
  taskId: string,
  options: WaitOptions,
): Promise<DelegationRecord> {
  const deadline = performance.now() + (options.timeoutMs ?? Number.POSITIVE_INFINITY)
  for (;;) {
    const record = records.get(taskId)
    if (record === null) throw taskNotFound(taskId)
    if (isSettled(record)) return record
    if (performance.now() >= deadline) throw waitTimeout(record, options)
    await delay(POLL_MS)
  }
}

function taskNotFound(taskId: string): HtmlGraphError {
  return new HtmlGraphError({
    code: 'HG_TASK_NOT_FOUND',
    message: `waitFor: there is no task "${taskId}"; expected the id of a delegated one.`,
    details: { taskId },
  })
}

function waitTimeout(record: DelegationRecord, { timeoutMs }: WaitOptions): HtmlGraphError {
  return new HtmlGraphError({
    code: 'HG_WAIT_TIMEOUT',
    message: `waitFor: task "${record.taskId}" is still ${record.status} after ${timeoutMs} ms.`,
    hint: 'It runs in another process, or that process has died. Wait longer, or look there.',
    details: { taskId: record.taskId, status: record.status },
  })
}
