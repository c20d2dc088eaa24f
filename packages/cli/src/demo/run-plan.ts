import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type DelegationRecord, type HeadlessSpawner, SDK } from '@htmlgraph/core'
import type { CommandContext } from '../command.ts'
import { createProgress, NO_PROGRESS } from '../progress/progress.ts'
import { unwritable } from '../unwritable.ts'
import type { DemoPlan, DemoTask } from './demo-task.ts'

/** Where and how a plan is run. */
export interface PlanRun {
  readonly plan: DemoPlan
  readonly spawner: HeadlessSpawner
  /** Holds the records; made when it is missing. */
  readonly root: string
  readonly isQuiet: boolean
  readonly context: CommandContext
}

/** A finished task of the demo. */
export interface DemoResult extends DemoTask {
  readonly record: DelegationRecord
  /** Of the record. */
  readonly path: string
}

/** Delegates all tasks of a plan at once and waits for them. @throws HG_STORE_UNWRITABLE */
export async function runPlan(
  init: PlanRun,
): Promise<{ directory: string; results: DemoResult[] }> {
  const { plan, spawner, root, context } = init
  makeIgnoredDirectory(root)
  const sdk = new SDK({ agent: 'demo', root, spawner })
  const labels = plan.tasks.map(({ task: { taskId, provider, agent } }) => ({
    taskId,
    label: `${taskId} ${provider}/${agent}`,
  }))
  using progress = init.isQuiet ? NO_PROGRESS : createProgress(labels, context.terminal)
  const delegation = sdk.parallelDelegate(
    plan.tasks.map(({ task }) => task),
    { concurrency: plan.tasks.length, signal: context.signal, onEvent: progress.see },
  )
  for await (const [, record] of delegation) progress.settle(record)
  const records = await delegation
  const results = plan.tasks.flatMap((task): DemoResult[] => {
    const record = records.get(task.task.taskId)
    const path = join(sdk.directory, `${task.task.taskId}.html`)
    return record === undefined ? [] : [{ ...task, record, path }]
  })
  return { directory: sdk.directory, results }
}

/** The demo leaves nothing behind that somebody could commit by mistake. */
function makeIgnoredDirectory(root: string): void {
  try {
    mkdirSync(root, { recursive: true })
    writeFileSync(join(root, '.gitignore'), '*\n')
  } catch (error) {
    throw unwritable(root, error)
  }
}
