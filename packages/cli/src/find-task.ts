import type { DelegationRecord, Store } from '@htmlgraph/core/store'
import { UsageError } from './arguments/usage-error.ts'

/**
 * The record of the task that the command line names.
 *
 * @throws HG_TASK_NOT_FOUND with the nearest id; UsageError when no task is named.
 */
export async function findTask(
  store: Store,
  taskId: string | undefined,
): Promise<DelegationRecord> {
  if (taskId === undefined) {
    throw new UsageError('There is no task id.', '`htmlgraph list` shows the ids.')
  }
  const record = store.taskDelegations.get(taskId)
  if (record !== null) return record
  const { HtmlGraphError, nearestName } = await import('@htmlgraph/core/store')
  const known = store.taskDelegations.all().map((task) => task.taskId)
  const nearest = nearestName(taskId, known)
  throw new HtmlGraphError({
    code: 'HG_TASK_NOT_FOUND',
    message: `There is no task "${taskId}" in ${store.directory}.`,
    hint: nearest === null ? '`htmlgraph list` shows the ids.' : `Did you mean "${nearest}"?`,
    details: { taskId },
  })
}
