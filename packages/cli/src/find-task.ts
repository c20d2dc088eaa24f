import type { DelegationRecord, SDK } from '@htmlgraph/core'
import { UsageError } from './arguments/usage-error.ts'

/**
 * The record of the task that the command line names.
 *
 * @throws HG_TASK_NOT_FOUND with the nearest id; UsageError when no task is named.
 */
export async function findTask(sdk: SDK, taskId: string | undefined): Promise<DelegationRecord> {
  if (taskId === undefined) {
    throw new UsageError('There is no task id.', '`htmlgraph list` shows the ids.')
  }
  const record = sdk.taskDelegations.get(taskId)
  if (record !== null) return record
  const { HtmlGraphError, nearestName } = await import('@htmlgraph/core')
  const known = sdk.taskDelegations.all().map((task) => task.taskId)
  const nearest = nearestName(taskId, known)
  throw new HtmlGraphError({
    code: 'HG_TASK_NOT_FOUND',
    message: `There is no task "${taskId}" in ${sdk.directory}.`,
    hint: nearest === null ? '`htmlgraph list` shows the ids.' : `Did you mean "${nearest}"?`,
    details: { taskId },
  })
}
