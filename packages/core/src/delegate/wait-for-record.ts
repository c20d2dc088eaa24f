import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { HtmlGraphError } from '../contract/index.ts'
import { checkOptions, LONGEST_TIMER_MS } from '../spawner/index.ts'
import type { DelegationRecord, TaskDelegations } from '../store/index.ts'
import { isAbandoned } from './abandoned.ts'
import { changesOfCrash, isSettled } from './record-run.ts'

/** A record of another process is looked at this often. */
const POLL_MS = 200

/** How long to wait for a task. */
export interface WaitOptions {
  /** Milliseconds; `null` waits for ever. @default null */
  readonly timeoutMs?: number | null | undefined
  /** Aborting it ends the waiting, with its reason; the task goes on. */
  readonly signal?: AbortSignal | undefined
}

const waitOptions: z.ZodType<WaitOptions> & { readonly shape: Readonly<Record<string, unknown>> } =
  z.object({
    timeoutMs: z.number().int().positive().max(LONGEST_TIMER_MS).nullable().optional(),
    signal: z.instanceof(AbortSignal).optional(),
  })

/** @throws HG_OPTION_UNKNOWN, HG_OPTION_INVALID */
export function checkWaitOptions(options: WaitOptions): WaitOptions {
  return checkOptions({ ...options }, { subject: 'waitFor', schema: waitOptions })
}

/** Waits for a task of this process, no longer than it may. @throws HG_WAIT_TIMEOUT */
export async function waitForSettled(
  taskId: string,
  settled: Promise<DelegationRecord>,
  { timeoutMs, signal }: WaitOptions,
): Promise<DelegationRecord> {
  const stop = new AbortController()
  const signals = signal === undefined ? [stop.signal] : [stop.signal, signal]
  const limit = delay(timeoutMs ?? LONGEST_TIMER_MS, undefined, {
    signal: AbortSignal.any(signals),
    ref: false,
  }).then(
    () => Promise.reject(waitTimeout(taskId, timeoutMs)),
    (error: unknown) => Promise.reject(signal?.aborted ? signal.reason : error),
  )
  try {
    return await Promise.race([settled, limit])
  } finally {
    limit.catch(() => {})
    stop.abort()
  }
}

/**
 * Waits until a record that another process keeps is final. When that process is gone, the record is made final here.
 *
 * @throws HG_TASK_NOT_FOUND, HG_WAIT_TIMEOUT
 */
export async function waitForRecord(
  records: TaskDelegations,
  taskId: string,
  { timeoutMs, signal }: WaitOptions,
): Promise<DelegationRecord> {
  const deadline = performance.now() + (timeoutMs ?? Number.POSITIVE_INFINITY)
  for (;;) {
    const record = records.get(taskId)
    if (record === null) throw taskNotFound(taskId)
    if (isSettled(record)) return record
    if (isAbandoned(record)) return records.update(taskId, closeAbandoned)
    signal?.throwIfAborted()
    if (performance.now() >= deadline) throw waitTimeout(taskId, timeoutMs)
    await delay(POLL_MS, undefined, signal === undefined ? {} : { signal })
  }
}

/** Read anew: its process may have written the end just before it went. */
function closeAbandoned(record: DelegationRecord): ReturnType<typeof changesOfCrash> {
  if (isSettled(record)) return {}
  const message = `The process that ran the task (${record.holder?.split(' ')[0]}) ended before it wrote down the result.`
  return changesOfCrash(record, message, new Date())
}

function taskNotFound(taskId: string): HtmlGraphError {
  return new HtmlGraphError({
    code: 'HG_TASK_NOT_FOUND',
    message: `waitFor: there is no task "${taskId}"; expected the id of a delegated one.`,
    details: { taskId },
  })
}

function waitTimeout(taskId: string, timeoutMs: number | null | undefined): HtmlGraphError {
  return new HtmlGraphError({
    code: 'HG_WAIT_TIMEOUT',
    message: `waitFor: task "${taskId}" is not settled after ${timeoutMs} ms.`,
    hint: 'The task is not stopped by this. Wait longer, or look at the process that runs it.',
    details: { taskId, timeoutMs },
  })
}
